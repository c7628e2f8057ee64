package io.godwit.model.effect;

import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.util.List;
import java.util.stream.Stream;

/// Constraints and indexes with one thing different.
final class Keys {
    private Keys() {}

    static ForeignKey referring(ForeignKey key, ObjectName table, List<String> columns) {
        return new ForeignKey(
                key.name(),
                key.columns(),
                table,
                columns,
                key.onDelete(),
                key.onUpdate(),
                key.deferrable(),
                key.validated());
    }

    static Constraint validated(Constraint constraint) {
        return switch (constraint) {
            case ForeignKey key ->
                new ForeignKey(
                        key.name(),
                        key.columns(),
                        key.referencedTable(),
                        key.referencedColumns(),
                        key.onDelete(),
                        key.onUpdate(),
                        key.deferrable(),
                        true);
            case Constraint.Check check -> new Constraint.Check(check.name(), check.expression(), true);
            case Constraint.PrimaryKey _, Constraint.Unique _, Constraint.Other _ -> constraint;
        };
    }

    static Constraint renamedColumn(Constraint constraint, String from, String to) {
        return switch (constraint) {
            case Constraint.PrimaryKey key -> new Constraint.PrimaryKey(key.name(), renamed(key.columns(), from, to));
            case Constraint.Unique key ->
                new Constraint.Unique(key.name(), renamed(key.columns(), from, to), key.nullsNotDistinct());
            case ForeignKey key ->
                new ForeignKey(
                        key.name(),
                        renamed(key.columns(), from, to),
                        key.referencedTable(),
                        key.referencedColumns(),
                        key.onDelete(),
                        key.onUpdate(),
                        key.deferrable(),
                        key.validated());
            case Constraint.Check _, Constraint.Other _ -> constraint;
        };
    }

    static List<String> renamed(List<String> names, String from, String to) {
        return names.stream().map(name -> name.equals(from) ? to : name).toList();
    }

    static Table with(Table table, Constraint constraint) {
        return new Table(
                table.name(),
                table.columns(),
                Stream.concat(table.constraints().stream(), Stream.of(constraint))
                        .toList(),
                table.indexes());
    }

    static Table with(Table table, Index index) {
        return new Table(
                table.name(),
                table.columns(),
                table.constraints(),
                Stream.concat(table.indexes().stream(), Stream.of(index)).toList());
    }
}
