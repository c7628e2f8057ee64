package io.godwit.cli.change;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which files of a project a file names, by the imports of its language.
final class Imports {
    private static final Pattern SCRIPT =
            Pattern.compile("(?m)(?:\\bfrom\\s*|\\brequire\\(\\s*|^\\s*import\\s+)['\"]([^'\"\\n]+)['\"]");
    private static final Pattern PYTHON_FROM =
            Pattern.compile("(?m)^\\s*from\\s+([.\\w]+)\\s+import\\s+(?:\\(([^)]*)\\)|([^\\n#]+))");
    private static final Pattern PYTHON = Pattern.compile("(?m)^\\s*import\\s+([\\w.]+)");
    private static final Pattern JAVA = Pattern.compile("(?m)^\\s*import\\s+(?:static\\s+)?([\\w.]+(?:\\.\\*)?)\\s*;");
    private static final Pattern JAVA_NAME = Pattern.compile("\\b[A-Z]\\w*");

    /// Of a file that is no model itself: what it is derived from, and whose constants it takes.
    private static final Pattern JAVA_NEEDED =
            Pattern.compile("\\b(?:extends|implements)\\s+([A-Z]\\w*)|\\b([A-Z]\\w*)\\s*\\.\\s*[A-Z_]{2,}\\b");

    private final Map<String, String> files;
    private final Map<String, List<String>> byName = new HashMap<>();

    /// @param files text by path
    Imports(Map<String, String> files) {
        this.files = files;
        files.keySet()
                .forEach(path -> byName.computeIfAbsent(
                                path.substring(path.lastIndexOf('/') + 1), _ -> new ArrayList<>())
                        .add(path));
    }

    /// @param isModel whether all that it names may matter
    Set<String> of(String path, boolean isModel) {
        String text = files.getOrDefault(path, "");
        if (path.endsWith(".java")) {
            return java(path, text, isModel);
        }
        return path.endsWith(".py") ? python(path, text) : script(path, text);
    }

    private Set<String> java(String path, String text, boolean isModel) {
        Set<String> names = new HashSet<>();
        Matcher named = (isModel ? JAVA_NAME : JAVA_NEEDED).matcher(text);
        while (named.find()) {
            names.add(isModel ? named.group() : named.group(1) == null ? named.group(2) : named.group(1));
        }
        Set<String> imported = new TreeSet<>();
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        names.forEach(name -> addIfThere(folder + name + ".java", imported));
        Matcher imports = JAVA.matcher(text);
        while (imports.find()) {
            String wanted = imports.group(1).replace('.', '/');
            if (wanted.endsWith("/*")) {
                String in = wanted.substring(0, wanted.length() - 1);
                names.forEach(name -> imported.addAll(ending(in + name + ".java")));
                imported.addAll(ending(wanted.substring(0, wanted.length() - 2) + ".java"));
            } else {
                // The class itself, or that of a static member or a nested class.
                String outer = wanted.contains("/") ? wanted.substring(0, wanted.lastIndexOf('/')) : wanted;
                for (String each : List.of(wanted, outer)) {
                    if (names.contains(each.substring(each.lastIndexOf('/') + 1)) || each.equals(outer)) {
                        imported.addAll(ending(each + ".java"));
                    }
                }
            }
        }
        imported.remove(path);
        return imported;
    }

    private Set<String> python(String path, String text) {
        Set<String> modules = new TreeSet<>();
        Matcher from = PYTHON_FROM.matcher(text);
        while (from.find()) {
            modules.add(from.group(1));
            String end = from.group(1).endsWith(".") ? "" : ".";
            String names = from.group(2) == null ? from.group(3) : from.group(2);
            for (String name : names.split(",")) {
                String bare = name.strip().replaceFirst("\\s.*", "");
                if (bare.matches("\\w+")) {
                    modules.add(from.group(1) + end + bare);
                }
            }
        }
        Matcher whole = PYTHON.matcher(text);
        while (whole.find()) {
            modules.add(whole.group(1));
        }
        Set<String> imported = new TreeSet<>();
        modules.forEach(module -> imported.addAll(pythonModule(path, module)));
        imported.remove(path);
        return imported;
    }

    /// `..a.b` from `x/y/z.py` is `x/a/b`; an absolute name is a path from some root of packages, the nearest one
    /// first.
    private Collection<String> pythonModule(String path, String module) {
        int dots = 0;
        while (dots < module.length() && module.charAt(dots) == '.') {
            dots++;
        }
        String below = module.substring(dots).replace('.', '/');
        List<String> found = new ArrayList<>();
        for (String file : List.of(below + ".py", below.isEmpty() ? "__init__.py" : below + "/__init__.py")) {
            if (dots > 0) {
                String wanted = resolved(path, "./" + "../".repeat(dots - 1) + file);
                if (files.containsKey(wanted)) {
                    found.add(wanted);
                }
            } else {
                found.addAll(nearest(path, ending(file)));
            }
        }
        return found;
    }

    /// Of several files of one name those that share most folders with the one that names them.
    private static List<String> nearest(String path, List<String> candidates) {
        Map<Integer, List<String>> byShared =
                candidates.stream().collect(Collectors.groupingBy(candidate -> shared(path, candidate)));
        return byShared.keySet().stream()
                .max(Integer::compare)
                .map(byShared::get)
                .orElse(List.of());
    }

    private static int shared(String one, String other) {
        String[] left = one.split("/", -1);
        String[] right = other.split("/", -1);
        int same = 0;
        while (same < Math.min(left.length, right.length) && left[same].equals(right[same])) {
            same++;
        }
        return same;
    }

    private Set<String> script(String path, String text) {
        Set<String> imported = new TreeSet<>();
        Matcher matcher = SCRIPT.matcher(text);
        while (matcher.find()) {
            String module = matcher.group(1);
            String wanted = module.startsWith(".") ? resolved(path, module) : module.replaceFirst("^[@~]/?", "");
            String bare = wanted.replaceFirst("\\.(js|ts)$", "");
            for (String candidate : List.of(
                    wanted,
                    bare + ".ts",
                    bare + ".tsx",
                    bare + ".js",
                    bare + "/index.ts",
                    "src/" + bare + ".ts",
                    "src/" + bare + "/index.ts")) {
                addIfThere(candidate, imported);
            }
        }
        return imported;
    }

    private void addIfThere(String path, Set<String> into) {
        if (files.containsKey(path)) {
            into.add(path);
        }
    }

    /// The files whose paths end in these folders and this name.
    private List<String> ending(String path) {
        return byName.getOrDefault(path.substring(path.lastIndexOf('/') + 1), List.of()).stream()
                .filter(file -> file.equals(path) || file.endsWith("/" + path))
                .toList();
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
}
