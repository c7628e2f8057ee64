package io.godwit.model.planning;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.AddColumn;
import io.godwit.model.change.SchemaChange.ChangeColumnType;
import io.godwit.model.change.SchemaChange.ChangeGeneration;
import io.godwit.model.change.SchemaChange.CreateTable;
import io.godwit.model.change.SchemaChange.DropColumn;
import io.godwit.model.change.SchemaChange.DropConstraint;
import io.godwit.model.change.SchemaChange.DropEnum;
import io.godwit.model.change.SchemaChange.DropIndex;
import io.godwit.model.change.SchemaChange.DropTable;
import io.godwit.model.change.SchemaChange.ReplaceEnum;
import java.util.List;
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

    /// Enum types that are replaced, and the columns that move to the new ones.
    Set<String> enums() {
        Set<String> keys = new TreeSet<>();
        wanted.of(ReplaceEnum.class).map(change -> change.before().name()).forEach(type -> {
            keys.addAll(keysOf(type, live));
            wanted.of(AddColumn.class)
                    .filter(add -> isOf(type, add.column()))
                    .forEach(add -> keys.add(column(add.table(), add.column().name())));
            wanted.of(CreateTable.class).map(CreateTable::table).forEach(table -> keys.addAll(columns(type, table)));
        });
        return keys;
    }

    /// Enum types that are replaced.
    Set<String> replacedEnums() {
        return wanted.of(ReplaceEnum.class)
                .map(change -> "type " + change.before().name().identity())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The type and its columns.
    static Set<String> keysOf(ObjectName type, Catalog catalog) {
        Set<String> keys = new TreeSet<>(Set.of("type " + type.identity()));
        catalog.tables().values().forEach(table -> keys.addAll(columns(type, table)));
        return keys;
    }

    private static List<String> columns(ObjectName type, Table table) {
        return table.columns().stream()
                .filter(column -> isOf(type, column))
                .map(column -> column(table.name(), column.name()))
                .toList();
    }

    private static boolean isOf(ObjectName type, Column column) {
        return column.type().sql().replace("[]", "").equals(DataType.of(type).sql());
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
