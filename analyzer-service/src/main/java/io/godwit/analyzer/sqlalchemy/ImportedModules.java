package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.PythonSources;
import io.godwit.analyzer.python.Statement.Import;
import io.godwit.analyzer.python.Statement.ImportFrom;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The files of a project a module imports, directly or through others. Only these are parsed.
final class ImportedModules {
    /// A revision that needs more looks at the whole application.
    private static final int MOST = 60;

    private ImportedModules() {}

    /// @param text the module's: `import shop` makes `shop.models` known if something imported it before
    static List<PythonModule> of(PythonModule module, String text, Collection<SourceFile> project) {
        Map<String, PythonModule> found = new LinkedHashMap<>();
        Deque<PythonModule> open = new ArrayDeque<>(List.of(module));
        while (!open.isEmpty() && found.size() < MOST) {
            PythonModule next = open.removeFirst();
            List<String> wanted = Stream.concat(
                            next.flattened().flatMap(ImportedModules::paths),
                            next.equals(module) ? through(module, text) : Stream.empty())
                    .distinct()
                    .toList();
            for (SourceFile file : project) {
                if (!file.path().equals(module.path())
                        && !found.containsKey(file.path())
                        && wanted.stream().anyMatch(path -> ("/" + file.path()).endsWith(path))) {
                    try {
                        PythonModule read = PythonSources.shared().module(file);
                        found.put(file.path(), read);
                        open.add(read);
                    } catch (ModelUnreadable notParsed) {
                        // What it names stays unknown, and what uses it says so.
                        continue;
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }

    /// Dotted names that begin with an imported package.
    private static Stream<String> through(PythonModule module, String text) {
        return module.flattened()
                .flatMap(statement ->
                        statement instanceof Import(String name, String _, int _) ? Stream.of(name) : Stream.empty())
                .flatMap(name -> Pattern.compile("\\b" + Pattern.quote(name) + "(?:\\.\\w+)+")
                        .matcher(text)
                        .results())
                .flatMap(found -> prefixes(found.group()));
    }

    private static Stream<String> prefixes(String dotted) {
        return Stream.iterate(dotted, name -> name.contains("."), name -> name.substring(0, name.lastIndexOf('.')))
                .flatMap(ImportedModules::files);
    }

    /// How the path of an imported file may end.
    private static Stream<String> paths(io.godwit.analyzer.python.Statement statement) {
        return switch (statement) {
            case Import(String module, String _, int _) -> files(module);
            case ImportFrom(String module, int _, String name, String _, int _) ->
                module.isEmpty() ? files(name) : Stream.concat(files(module), files(module + "." + name));
            case io.godwit.analyzer.python.Statement _ -> Stream.empty();
        };
    }

    private static Stream<String> files(String module) {
        String path = "/" + module.replace('.', '/');
        return Stream.of(path + ".py", path + "/__init__.py");
    }
}
