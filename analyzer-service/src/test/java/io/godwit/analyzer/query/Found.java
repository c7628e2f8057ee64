package io.godwit.analyzer.query;

import io.godwit.analyzer.FileChange;
import java.util.List;
import java.util.Optional;

/// What is found in a file that a change adds.
final class Found {
    private Found() {}

    static AddedQueries in(String path, String text) {
        return AddedQueries.in(List.of(new FileChange(path, Optional.empty(), Optional.of(text))));
    }

    /// The queries as they are parsed, on one line each.
    static List<String> sql(String path, String text) {
        return in(path, text).queries().stream()
                .map(query -> query.sql().replaceAll("\\s+", " ").strip())
                .map(sql -> sql.replaceAll("godwit_unknown_\\d+", "unknown"))
                .toList();
    }

    /// Why the others were left out.
    static List<String> leftOut(String path, String text) {
        return in(path, text).leftOut();
    }
}
