package io.godwit.validator.prediction;

import io.godwit.model.catalog.ObjectName;

/// A column with its table.
public record ColumnName(ObjectName table, String column) implements Comparable<ColumnName> {
    @Override
    public int compareTo(ColumnName other) {
        int order = table.compareTo(other.table);
        return order == 0 ? column.compareTo(other.column) : order;
    }

    /// For people.
    @Override
    public String toString() {
        return table + "." + column;
    }
}
