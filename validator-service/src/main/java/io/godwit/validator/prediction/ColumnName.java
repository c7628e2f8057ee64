package io.godwit.validator.prediction;

import io.godwit.model.catalog.ObjectName;

/// A column with its table.
public record ColumnName(ObjectName table, String column) {
    /// For people.
    @Override
    public String toString() {
        return table + "." + column;
    }
}
