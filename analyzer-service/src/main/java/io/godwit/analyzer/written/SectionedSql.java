package io.godwit.analyzer.written;

import static io.godwit.analyzer.written.MigrationPaths.name;

import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.written.Script.Direction;
import io.godwit.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// SQL files that hold both directions, divided by comments: dbmate (`-- migrate:up`), goose (`-- +goose Up`),
/// sql-migrate (`-- +migrate Up`), node-pg-migrate (`-- Up Migration`).
final class SectionedSql implements MigrationFormat {
    private static final Pattern SECTION = Pattern.compile(
            "(?im)^[ \\t]*--[ \\t]*(?:(?<dbmate>migrate:)|(?<goose>\\+goose[ \\t]+)|(?<sqlmigrate>\\+migrate[ \\t]+)|)"
                    + "(?<direction>up|down)(?<node>[ \\t]+migration)?\\b[^\\n]*$");

    @Override
    public boolean reads(String path) {
        return name(path).endsWith(".sql");
    }

    static boolean isSectioned(String text) {
        Matcher section = SECTION.matcher(text);
        while (section.find()) {
            if (!tool(section).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static String tool(Matcher section) {
        if (section.group("dbmate") != null) {
            return "dbmate";
        }
        if (section.group("goose") != null) {
            return "goose";
        }
        if (section.group("sqlmigrate") != null) {
            return "sql-migrate";
        }
        return section.group("node") != null ? "node-pg-migrate" : "";
    }

    @Override
    public List<Script> read(SourceFile file, List<SourceFile> project, ProjectFacts facts) {
        List<Script> scripts = new ArrayList<>();
        String text = file.text();
        Matcher section = SECTION.matcher(text);
        int from = -1;
        Direction direction = Direction.UP;
        String tool = "";
        while (section.find()) {
            if (tool(section).isEmpty()) {
                continue;
            }
            if (from >= 0) {
                scripts.add(script(file, tool, direction, from, section.start()));
            }
            tool = tool(section);
            direction = section.group("direction").equalsIgnoreCase("up") ? Direction.UP : Direction.DOWN;
            from = section.end();
        }
        if (from >= 0) {
            scripts.add(script(file, tool, direction, from, text.length()));
        }
        return scripts;
    }

    /// dbmate and goose record the number a file's name begins with, sql-migrate the name, node-pg-migrate the name
    /// without its ending.
    private static Set<String> recorded(String tool, String name) {
        return switch (tool) {
            case "dbmate", "goose" ->
                MigrationPaths.leadingNumber(name).map(Set::of).orElse(Set.of());
            case "sql-migrate" -> Set.of(name);
            case String _ -> Set.of(name.replaceFirst("\\.sql$", ""));
        };
    }

    private static Script script(SourceFile file, String tool, Direction direction, int from, int to) {
        int line = 1
                + (int) file.text()
                        .substring(0, from)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return new Script(
                tool,
                file.path(),
                name(file.path()),
                direction,
                SqlText.statements(file.path(), file.text().substring(from, to), line),
                List.of(),
                new SourceLocation(file.path(), line),
                recorded(tool, name(file.path())));
    }
}
