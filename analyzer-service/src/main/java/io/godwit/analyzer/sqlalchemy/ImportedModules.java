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
import java.util.stream.Stream;

/// The files of a project a module imports, directly or through others. Only these are parsed.
final class ImportedModules {
    /// A revision that needs more looks at the whole application.
    private static final int MOST = 60;

    private ImportedModules() {}

    static List<PythonModule> of(PythonModule module, Collection<SourceFile> project) {
        Map<String, PythonModule> found = new LinkedHashMap<>();
        Deque<PythonModule> open = new ArrayDeque<>(List.of(module));
        while (!open.isEmpty() && found.size() < MOST) {
            List<String> wanted = open.removeFirst()
                    .flattened()
                    .flatMap(ImportedModules::paths)
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
