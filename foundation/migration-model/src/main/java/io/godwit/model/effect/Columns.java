package io.godwit.model.effect;

import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.Table;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Columns and tables with one thing different.
final class Columns {
    private Columns() {}

    static Column withType(Column column, DataType type) {
        return new Column(column.name(), type, column.nullable(), column.defaultExpression(), column.generation());
    }

    static Column named(Column column, String name) {
        return new Column(name, column.type(), column.nullable(), column.defaultExpression(), column.generation());
    }

    static Column withDefault(Column column, Optional<String> value) {
        return new Column(column.name(), column.type(), column.nullable(), value, new Column.Generation.None());
    }

    static Table changed(Table table, String name, UnaryOperator<Column> change) {
        return new Table(
                table.name(),
                table.columns().stream()
                        .map(column -> column.name().equals(name) ? change.apply(column) : column)
                        .toList(),
                table.constraints(),
                table.indexes());
    }

    static Table added(Table table, Column column) {
        return new Table(
                table.name(),
                Stream.concat(table.columns().stream(), Stream.of(column)).toList(),
                table.constraints(),
                table.indexes());
    }
}
