package io.godwit.cli.change;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which unchanged files go along with a change, so that its models can be understood: every other model, the
/// configuration models depend on, and what these import. A whole repository would not fit into an event.
final class Context {
    /// What a file says that holds models, or configures how they are read.
    private static final Pattern MODELS = Pattern.compile(
            "@(Entity|ChildEntity|ViewEntity|MappedSuperclass|Embeddable|Embedded|Column|PrimaryColumn)\\b"
                    + "|\\b(EntitySchema|DataSource|createConnection|namingStrategy)\\b"
                    + "|\\bmodels\\.|\\bAppConfig\\b|\\bINSTALLED_APPS\\b|\\bAUTH_USER_MODEL\\b|\\bDEFAULT_AUTO_FIELD\\b"
                    + "|\\b(declarative_base|DeclarativeBase|mapped_column|MetaData)\\b");
    private static final Pattern CONFIGURATION = Pattern.compile(
            "(.*/)?(package\\.json|ormconfig\\.[a-z]+|requirements[^/]*\\.txt|pyproject\\.toml|setup\\.(cfg|py)|Pipfile"
                    + "|application[^/]*\\.(properties|ya?ml)|pom\\.xml|build\\.gradle(\\.kts)?|godwit\\.ya?ml)");
    private static final Pattern IMPORT = Pattern.compile(
            "(?m)(?:\\bfrom\\s*|\\brequire\\(\\s*|^\\s*import\\s+)['\"]([^'\"\\n]+)['\"]|^\\s*from\\s+([.\\w]+)\\s+import\\b");

    private final Map<String, String> files;

    /// @param files text by path, of one side of the change
    Context(Map<String, String> files) {
        this.files = files;
    }

    /// The files that help to understand the changed ones, most needed first.
    ///
    /// @param changed paths of the changed files
    Set<String> of(Set<String> changed) {
        Set<String> needed = new LinkedHashSet<>();
        files.forEach((path, text) -> {
            if (path.endsWith(".prisma")
                    || CONFIGURATION.matcher(path).matches()
                    || MODELS.matcher(text).find()) {
                needed.add(path);
            }
        });
        Deque<String> unread = new ArrayDeque<>(changed);
        unread.addAll(needed);
        while (!unread.isEmpty()) {
            String path = unread.remove();
            for (String imported : imports(path, files.getOrDefault(path, ""))) {
                if (!changed.contains(imported) && needed.add(imported)) {
                    unread.add(imported);
                }
            }
        }
        needed.removeAll(changed);
        return needed;
    }

    private Set<String> imports(String path, String text) {
        Set<String> imported = new TreeSet<>();
        Matcher matcher = IMPORT.matcher(text);
        while (matcher.find()) {
            String module = matcher.group(1) != null ? matcher.group(1) : python(path, matcher.group(2));
            String wanted = module.startsWith(".") ? resolved(path, module) : module.replaceFirst("^[@~]/?", "");
            for (String candidate : candidates(wanted)) {
                if (files.containsKey(candidate)) {
                    imported.add(candidate);
                }
            }
        }
        return imported;
    }

    /// `..a.b` from `x/y/z.py` is `./../a/b`; an absolute name is a path from some root of packages.
    private static String python(String path, String module) {
        int dots = 0;
        while (dots < module.length() && module.charAt(dots) == '.') {
            dots++;
        }
        String below = module.substring(dots).replace('.', '/');
        if (dots > 0) {
            return "./" + "../".repeat(dots - 1) + below;
        }
        String folder = path.contains("/") ? path.substring(0, path.indexOf('/') + 1) : "";
        return folder.isEmpty() || below.startsWith(folder) ? below : folder + below;
    }

    private static String resolved(String path, String module) {
        Deque<String> parts = new ArrayDeque<>(List.of(path.split("/", -1)));
        parts.removeLast();
        for (String part : module.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.equals(".") && !part.isEmpty()) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    private static List<String> candidates(String module) {
        String bare = module.replaceFirst("\\.(js|ts)$", "");
        return List.of(
                module,
                bare + ".ts",
                bare + ".tsx",
                bare + ".js",
                bare + "/index.ts",
                bare + ".py",
                bare + "/__init__.py",
                "src/" + bare + ".ts",
                "src/" + bare + "/index.ts",
                bare.replaceFirst("^[^/]*/", "") + ".py",
                bare.replaceFirst("^[^/]*/", "") + "/__init__.py");
    }
}
