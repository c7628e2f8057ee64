package io.godwit.cli.diff;

import java.util.Map;

/// What somebody says that two schemas do not tell.
///
/// @param fills   what existing rows get in a new column, in SQL; by `table.column`
/// @param renames the new name of a table or a column that stays the same; by `table` or `table.column`
public record Given(Map<String, String> fills, Map<String, String> renames) {
    public Given {
        fills = Map.copyOf(fills);
        renames = Map.copyOf(renames);
    }

    public static Given nothing() {
        return new Given(Map.of(), Map.of());
    }
}
