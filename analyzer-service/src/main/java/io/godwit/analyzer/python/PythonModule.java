package io.godwit.analyzer.python;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One file of Python.
///
/// @param path       inside the repository
/// @param damaged    the line of the first syntax error, from where on statements may be missing; empty if there is
/// none
public record PythonModule(String path, List<Statement> statements, Optional<Integer> damaged) {
    public PythonModule {
        statements = List.copyOf(statements);
    }

    /// By its path: modules are keys, and their statements are many.
    @Override
    public int hashCode() {
        return path.hashCode();
    }

    /// The statements of the module itself, those of its branches included.
    public Stream<Statement> flattened() {
        return Statement.flatten(statements);
    }

    /// The folder the file is in, without a slash at its end.
    public String folder() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    public boolean isPackage() {
        return path.equals("__init__.py") || path.endsWith("/__init__.py");
    }
}
