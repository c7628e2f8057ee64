package io.godwit.analyzer.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the strings of the code itself define: temporary tables, and the tables of programs that bring their own
/// database up to date. What they define is nobody's demand; that they do is worth a note, as it is not planned.
final class OwnDefinitions {
    private static final Pattern DEFINITION = Pattern.compile(
            "(?is)\\b(?<what>create\\s+(?<temporary>(?:local\\s+|global\\s+)?temp(?:orary)?\\s+)?(?:unlogged\\s+)?table"
                    + "(?:\\s+if\\s+not\\s+exists)?|alter\\s+table(?:\\s+if\\s+exists)?(?:\\s+only)?"
                    + "|create\\s+(?:unique\\s+)?index\\b[^;(]*?\\son)"
                    + "\\s+(?:\"?\\w+\"?\\.)?\"?(?<table>\\w+)\"?(?<rest>[^;]*)");
    private static final Pattern WORD = Pattern.compile("\\w+");

    private final Map<String, Set<String>> words = new HashMap<>();
    private final List<String> changes = new ArrayList<>();

    /// @param added whether the string was not there before the change
    void take(FoundString found, boolean added) {
        String plain = found.string().text(" ");
        Matcher definition = DEFINITION.matcher(plain);
        boolean first = true;
        while (definition.find()) {
            String table = definition.group("table").toLowerCase(Locale.ROOT);
            Set<String> named = words.computeIfAbsent(table, _ -> new HashSet<>());
            WORD.matcher(definition.group("what") + " " + definition.group("rest"))
                    .results()
                    .map(word -> word.group().toLowerCase(Locale.ROOT))
                    .forEach(named::add);
            boolean begins = plain.substring(0, definition.start()).isBlank();
            boolean lasting = definition.group("temporary") == null;
            if (first
                    && added
                    && begins
                    && lasting
                    && found.grammar().isPresent()
                    && found.isMeantAsSql(plain, definition.group("what").split("\\s")[0])
                    && ForeignQueries.of(found, plain).isEmpty()) {
                String what = definition.group("what").replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
                changes.add(found.string().location() + " changes the schema by itself (" + what + " "
                        + definition.group("table") + "), which is not planned here: bring it as a migration in SQL.");
            }
            first = false;
        }
    }

    boolean tables(String table) {
        return words.containsKey(table);
    }

    boolean column(String table, String column) {
        return words.getOrDefault(table, Set.of()).contains(column.toLowerCase(Locale.ROOT));
    }

    /// Whether a key or unique index over these columns may be among it.
    boolean key(String table, List<String> columns) {
        return (column(table, "unique") || column(table, "primary"))
                && columns.stream().allMatch(column -> column(table, column));
    }

    /// What is not planned, each with its place.
    List<String> changes() {
        return List.copyOf(changes);
    }
}
