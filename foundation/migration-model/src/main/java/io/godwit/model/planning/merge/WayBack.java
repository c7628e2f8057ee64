package io.godwit.model.planning.merge;

import io.godwit.model.SqlName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How columns that were merged or split get their values again from the ones that took them over.
///
/// @param values  by column, an expression over the new columns, in their order
/// @param unless  which rows come back with other values, for people; empty if none can
public record WayBack(Map<String, String> values, Optional<String> unless) {
    public WayBack {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public boolean lossless() {
        return unless.isEmpty();
    }

    /// The SET list of an update.
    public String assignments() {
        return values.entrySet().stream()
                .map(value -> SqlName.quoted(value.getKey()) + " = " + value.getValue())
                .collect(Collectors.joining(", "));
    }

    /// Whether a row's values would come back as they are, in SQL over the columns there are before.
    ///
    /// @param fills by new column, what it is computed by
    public String holds(Map<String, String> fills) {
        String back = String.join(", ", values.values());
        String there = values.keySet().stream().map(SqlName::quoted).collect(Collectors.joining(", "));
        return "(SELECT ROW(" + back + ") IS NOT DISTINCT FROM ROW(" + there + ") FROM (SELECT "
                + fills.entrySet().stream()
                        .map(fill -> "(" + fill.getValue() + ") AS " + SqlName.quoted(fill.getKey()))
                        .collect(Collectors.joining(", "))
                + ") AS godwit_filled)";
    }
}
