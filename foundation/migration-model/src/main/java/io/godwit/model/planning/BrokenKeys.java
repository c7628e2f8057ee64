package io.godwit.model.planning;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.ChangeColumnType;
import io.godwit.model.change.SchemaChange.ChangeGeneration;
import io.godwit.model.change.SchemaChange.DropColumn;
import io.godwit.model.change.SchemaChange.DropConstraint;
import io.godwit.model.change.SchemaChange.DropEnum;
import io.godwit.model.change.SchemaChange.DropIndex;
import io.godwit.model.change.SchemaChange.DropTable;
import io.godwit.model.change.SchemaChange.ReplaceEnum;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What PostgreSQL refuses to change as long as an object depends on it.
record BrokenKeys(WantedChanges wanted, Catalog live) {

    /// Columns that get another type or are made again, keys and indexes that are.
    Set<String> early() {
        Set<String> keys = new TreeSet<>();
        for (SchemaChange change : wanted.all()) {
            switch (change) {
                case ChangeColumnType(ObjectName table, Column column, var _) -> keys.add(column(table, column.name()));
                case ChangeGeneration(ObjectName table, Column column, var _) -> keys.add(column(table, column.name()));
                case DropConstraint(ObjectName table, var constraint) -> {
                    if (!wanted.dropsTable(table)) {
                        keys.add("table constraint " + table.identityOfConstraint(constraint.name()));
                    }
                }
                case DropIndex(ObjectName table, var index) -> {
                    if (wanted.createsIndexNamed(table.sibling(index.name()))) {
                        keys.add("index " + table.sibling(index.name()).identity());
                    }
                }
                case SchemaChange _ -> {}
            }
        }
        return keys;
    }

    /// Enum types that are replaced.
    Set<String> enums() {
        return wanted.of(ReplaceEnum.class)
                .map(change -> "type " + change.before().name().identity())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What goes away for good.
    Set<String> gone() {
        Set<String> keys = new TreeSet<>();
        wanted.of(DropColumn.class)
                .forEach(drop -> keys.add(column(drop.table(), drop.column().name())));
        wanted.of(DropEnum.class)
                .forEach(drop -> keys.add("type " + drop.type().name().identity()));
        wanted.of(DropTable.class).forEach(drop -> {
            ObjectName table = drop.table().name();
            keys.add("table " + table.identity());
            live.table(table)
                    .ifPresent(found -> found.columns().forEach(column -> keys.add(column(table, column.name()))));
        });
        return keys;
    }

    private static String column(ObjectName table, String column) {
        return "table column " + table.identity(column);
    }
}
