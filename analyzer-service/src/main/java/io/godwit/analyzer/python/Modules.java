package io.godwit.analyzer.python;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The files of a project, by the names they are imported by. Which folder is a root of imports is not known, so a
/// module is found by any tail of its path; of several the one nearest to the importing file is meant.
final class Modules {
    /// Packages of others, by the name they are imported by. A folder of the project that is called so somewhere
    /// further
    /// down (`shop/db/sqlalchemy`, `shop/enum.py`) is not what `import sqlalchemy` means.
    private static final Set<String> OUTSIDE = Set.of(
            "abc",
            "alembic",
            "celery",
            "collections",
            "dataclasses",
            "datetime",
            "decimal",
            "django",
            "enum",
            "flask_sqlalchemy",
            "functools",
            "itertools",
            "json",
            "logging",
            "operator",
            "os",
            "pydantic",
            "re",
            "rest_framework",
            "secrets",
            "sqlalchemy",
            "sqlmodel",
            "string",
            "time",
            "types",
            "typing",
            "uuid");

    private final Map<String, List<PythonModule>> byTail = new HashMap<>();
    private final Map<String, PythonModule> byPath = new HashMap<>();
    private final Map<String, Boolean> packages = new HashMap<>();

    Modules(Collection<PythonModule> modules) {
        for (PythonModule module : modules) {
            byPath.put(module.path(), module);
            String dotted = dotted(module.path());
            for (String tail = dotted; ; tail = tail.substring(tail.indexOf('.') + 1)) {
                byTail.computeIfAbsent(tail, _ -> new ArrayList<>()).add(module);
                int end = isMeant(tail, module) ? tail.lastIndexOf('.') : 0;
                for (; end > 0; end = tail.lastIndexOf('.', end - 1)) {
                    packages.put(tail.substring(0, end), true);
                }
                if (tail.indexOf('.') < 0) {
                    break;
                }
            }
        }
    }

    /// The module of an absolute name.
    Optional<PythonModule> named(String dotted, PythonModule importer) {
        return byTail.getOrDefault(dotted, List.of()).stream()
                .filter(module -> isMeant(dotted, module))
                .max(Comparator.<PythonModule>comparingInt(module -> commonLength(module.path(), importer.path()))
                        .thenComparing(module -> -module.path().length()));
    }

    private static boolean isMeant(String dotted, PythonModule module) {
        if (LibraryDescriptions.isOne(module)) {
            return dotted(LibraryDescriptions.importPath(module)).equals(dotted);
        }
        int dot = dotted.indexOf('.');
        if (!OUTSIDE.contains(dot < 0 ? dotted : dotted.substring(0, dot))) {
            return true;
        }
        String path = module.path().replaceFirst("^(src|lib)/", "");
        return dotted(path).equals(dotted);
    }

    boolean isPackage(String dotted) {
        return packages.containsKey(dotted);
    }

    /// The module a relative import means.
    ///
    /// @param level how many dots lead
    /// @param name  what follows them; may be empty
    Optional<PythonModule> relative(PythonModule importer, int level, String name) {
        String folder = importer.folder();
        for (int i = 1; i < level; i++) {
            int slash = folder.lastIndexOf('/');
            folder = slash < 0 ? "" : folder.substring(0, slash);
        }
        String path = join(folder, name.replace('.', '/'));
        return Optional.ofNullable(byPath.get(path + ".py"))
                .or(() -> Optional.ofNullable(byPath.get(join(path, "__init__.py"))));
    }

    Collection<PythonModule> all() {
        return byPath.values();
    }

    private static String join(String folder, String name) {
        return folder.isEmpty() || name.isEmpty() ? folder + name : folder + "/" + name;
    }

    /// `a/b/c.py` and `a/b/c/__init__.py` are `a.b.c`.
    static String dotted(String path) {
        return path.replaceFirst("(/?__init__)?\\.pyi?$", "").replace('/', '.');
    }

    private static int commonLength(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }
}
