package io.godwit.validator.pattern;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;

/// Tables that are changed together: partitions and their table, children and what they inherit from.
final class Relatives {
    private Relatives() {}

    static boolean has(Table table, Catalog catalog) {
        ObjectName name = table.name();
        return table.lineage().partitionKey().isPresent()
                || !table.lineage().parents().isEmpty()
                || catalog.tables().values().stream()
                        .anyMatch(other -> other.lineage().parents().contains(name));
    }
}
