package io.godwit.cli.plan;

import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.model.ProjectFacts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One line of a file of cases: a code change, and the database it is for.
///
/// @param id        names the case
/// @param before    texts of the files of the base revision, by path
/// @param after     those of the head revision
/// @param beforeSql a script that makes the live database; empty if the models of the base revision stand
/// for it
public record ChangeCase(
        String id,
        Map<String, String> before,
        Map<String, String> after,
        Optional<String> beforeSql,
        ProjectFacts factsBefore,
        ProjectFacts factsAfter) {

    /// What tools call their options in case files, and which fact that is.
    private static final Map<String, String> TOOLS =
            Map.of("typeorm", "typeorm.version", "django", "django.version", "prisma", "prisma.version");

    /// @param facts stated for all cases; a line's own go first
    /// @throws IllegalArgumentException saying what is wrong with the line
    static ChangeCase read(@Nullable Object json, String fallbackId, ProjectFacts facts) {
        if (!(json instanceof Map<?, ?> line)) {
            throw new IllegalArgumentException("a case is a JSON object");
        }
        for (String side : List.of("before", "after")) {
            if (!line.containsKey(side)) {
                throw new IllegalArgumentException("'" + side + "' is missing: an object of texts by path");
            }
        }
        String id = id(json, fallbackId);
        Map<String, String> stated = new HashMap<>(facts.stated());
        TOOLS.forEach((tool, fact) -> {
            if (line.get(tool) instanceof String version) {
                stated.put(fact, version);
            }
        });
        options(line.get("options"), stated);
        ProjectFacts own = new ProjectFacts(stated);
        return new ChangeCase(
                id,
                texts(line.get("before"), "before"),
                texts(line.get("after"), "after"),
                line.get("before_sql") instanceof String sql ? Optional.of(sql) : Optional.empty(),
                side(own, line.get("before_entities")),
                side(own, line.get("after_entities")));
    }

    /// What a line calls itself, whatever else is wrong with it.
    static String id(@Nullable Object json, String otherwise) {
        return json instanceof Map<?, ?> line && line.get("id") != null ? String.valueOf(line.get("id")) : otherwise;
    }

    private static void options(@Nullable Object options, Map<String, String> facts) {
        if (!(options instanceof Map<?, ?> given)) {
            return;
        }
        if (Boolean.TRUE.equals(given.get("snake"))) {
            facts.put("typeorm.naming-strategy", "snake");
        }
        if (given.get("uuidExtension") instanceof String extension) {
            facts.put("typeorm.uuid-extension", extension);
        }
        given.forEach((name, value) -> {
            if (String.valueOf(name).contains(".") && value != null) {
                facts.put(String.valueOf(name), String.valueOf(value));
            }
        });
    }

    private static ProjectFacts side(ProjectFacts facts, @Nullable Object entities) {
        if (!(entities instanceof List<?> paths)) {
            return facts;
        }
        Set<String> registered = new HashSet<>();
        paths.forEach(path -> registered.add(String.valueOf(path)));
        return facts.withEntities(registered);
    }

    private static Map<String, String> texts(@Nullable Object side, String name) {
        if (side == null) {
            return Map.of();
        }
        if (!(side instanceof Map<?, ?> files)) {
            throw new IllegalArgumentException("'" + name + "' is an object of texts by path");
        }
        Map<String, String> texts = new HashMap<>();
        files.forEach((path, text) -> {
            if (text != null) {
                texts.put(String.valueOf(path), String.valueOf(text));
            }
        });
        return texts;
    }

    /// The files of both sides, in order of their paths.
    List<FileChange> files() {
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        return paths.stream()
                .map(path -> new FileChange(
                        path, Optional.ofNullable(before.get(path)), Optional.ofNullable(after.get(path))))
                .toList();
    }
}
