package io.godwit.analyzer.typeorm.script;

import io.godwit.analyzer.model.SourceFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// From what an import names to the files it may mean. Paths that are not relative are aliases or packages of the same
/// repository more often than not: they are matched by how they end, the nearest file first.
final class ModulePaths {
    private static final List<String> ENDINGS =
            List.of(".ts", ".tsx", ".mts", ".cts", ".d.ts", ".js", ".jsx", ".mjs", ".cjs");

    /// Packages whose own code is never among the files.
    private static final Set<String> WELL_KNOWN =
            Set.of("typeorm", "class-validator", "class-transformer", "reflect-metadata", "express", "lodash", "uuid");

    private final Map<String, SourceFile> files = new HashMap<>();
    private final Map<String, List<String>> byLastName = new HashMap<>();
    private final Map<String, List<String>> byFolder = new HashMap<>();

    ModulePaths(Collection<SourceFile> sources) {
        for (SourceFile file : sources) {
            files.put(file.path(), file);
            String bare = withoutEnding(file.path());
            String module = bare.endsWith("/index") ? bare.substring(0, bare.length() - "/index".length()) : bare;
            byLastName.computeIfAbsent(lastName(module), _ -> new ArrayList<>()).add(file.path());
            for (String folder : file.path().split("/")) {
                byFolder.computeIfAbsent(folder, _ -> new ArrayList<>()).add(file.path());
            }
        }
    }

    /// The files a module specifier may mean, likeliest first; none for a package that is not among the files.
    List<String> of(String fromFile, String specifier) {
        if (specifier.startsWith(".")) {
            return file(normalised(folder(fromFile) + "/" + specifier)).stream().toList();
        }
        if (isWellKnown(specifier)) {
            return List.of();
        }
        List<String> found = new ArrayList<>(endingWith(specifier));
        int slash = specifier.indexOf('/');
        if (slash > 0) {
            endingWith(specifier.substring(slash + 1)).stream()
                    .filter(path -> !found.contains(path))
                    .forEach(found::add);
        }
        found.addAll(entries(lastName(specifier)));
        found.sort(Comparator.comparingInt((String path) -> -shared(path, fromFile)));
        return found;
    }

    /// Whether a package of this name seems to be one of the repository's own. A folder may well be called `typeorm`
    /// without being that package.
    boolean mayBeOwn(String specifier) {
        return !isWellKnown(specifier) && byFolder.containsKey(lastName(specifier));
    }

    private static boolean isWellKnown(String specifier) {
        return WELL_KNOWN.contains(specifier) || specifier.startsWith("typeorm/") || specifier.startsWith("@nestjs/");
    }

    /// The files that export a name, those of the package first: where any is in a folder of the package's name, only
    /// those.
    List<String> exporting(String specifier, String name) {
        Pattern export = Pattern.compile("export\\s+(?:default\\s+)?(?:declare\\s+)?(?:abstract\\s+)?(?:const\\s+)?"
                + "(?:class|enum|interface|type|const|let|var|function)\\s+" + Pattern.quote(name) + "\\b");
        return byFolder.getOrDefault(lastName(specifier), List.of()).stream()
                .filter(path -> Optional.ofNullable(files.get(path))
                        .filter(file -> export.matcher(file.text()).find())
                        .isPresent())
                .toList();
    }

    private List<String> endingWith(String specifier) {
        String wanted = withoutEnding(specifier);
        return byLastName.getOrDefault(lastName(wanted), List.of()).stream()
                .filter(path -> {
                    String bare = withoutEnding(path);
                    return matches(bare, wanted) || matches(bare, wanted + "/index");
                })
                .toList();
    }

    private static boolean matches(String bare, String wanted) {
        return bare.equals(wanted) || bare.endsWith("/" + wanted);
    }

    /// The entry files of a package whose folder has the package's name.
    private List<String> entries(String packageName) {
        return byFolder.getOrDefault(packageName, List.of()).stream()
                .filter(path -> path.matches(
                        ".*(^|/)" + Pattern.quote(packageName) + "/((src|lib|source)/)?(index|main)\\.(ts|tsx|js)"))
                .toList();
    }

    private Optional<String> file(String path) {
        Set<String> candidates = new LinkedHashSet<>();
        candidates.add(path);
        String bare = withoutEnding(path);
        for (String ending : ENDINGS) {
            candidates.add(path + ending);
            candidates.add(bare + ending);
        }
        for (String ending : ENDINGS) {
            candidates.add(path + "/index" + ending);
        }
        return candidates.stream().filter(files::containsKey).findFirst();
    }

    private static int shared(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int at = 0; at < length; at++) {
            if (one.charAt(at) != other.charAt(at)) {
                return at;
            }
        }
        return length;
    }

    private static String normalised(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/")) {
            if (part.equals("..") && !parts.isEmpty()) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }

    private static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String withoutEnding(String path) {
        return ENDINGS.stream()
                .filter(path::endsWith)
                .max(Comparator.comparingInt(String::length))
                .map(ending -> path.substring(0, path.length() - ending.length()))
                .orElse(path);
    }
}
