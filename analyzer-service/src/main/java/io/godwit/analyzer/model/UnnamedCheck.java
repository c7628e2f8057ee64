package io.godwit.analyzer.model;

import io.godwit.model.catalog.PostgresNames;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/// The name PostgreSQL gives a check that has none: with the column in it where there is just one.
public final class UnnamedCheck {
    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*+'");

    private UnnamedCheck() {}

    /// @param condition as written
    public static String name(String table, Collection<String> columns, String condition) {
        String bare = TEXT.matcher(condition).replaceAll(" ");
        List<String> used = columns.stream()
                .filter(column -> Pattern.compile("(?<![\\w\"])(?i:" + Pattern.quote(column) + ")(?![\\w\"(])|\""
                                + Pattern.quote(column) + "\"")
                        .matcher(bare)
                        .find())
                .toList();
        return PostgresNames.check(table, used.size() == 1 ? used.getFirst() : "");
    }
}
