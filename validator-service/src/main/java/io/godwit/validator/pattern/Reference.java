package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.planning.ConstraintSql;
import java.util.List;
import java.util.stream.Stream;

/// A foreign key and the table it is a constraint of.
record Reference(ObjectName holder, Constraint.ForeignKey key) {

    /// Those a column is part of, at either end.
    static List<Reference> with(ObjectName table, String column, Catalog catalog) {
        return catalog.tables().values().stream()
                .flatMap(holder -> of(holder))
                .filter(reference -> reference.refersTo(table, column) || reference.refersFrom(table, column))
                .toList();
    }

    private static Stream<Reference> of(Table holder) {
        return holder.constraints().stream()
                .filter(Constraint.ForeignKey.class::isInstance)
                .map(key -> new Reference(holder.name(), (Constraint.ForeignKey) key));
    }

    private boolean refersTo(ObjectName table, String column) {
        return key.referencedTable().equals(table) && key.referencedColumns().contains(column);
    }

    private boolean refersFrom(ObjectName table, String column) {
        return holder.equals(table) && key.columns().contains(column);
    }

    /// ADD CONSTRAINT for another column in a column's place; existing rows are not checked.
    String add(String name, ColumnIndexes column, String instead) {
        ObjectName table = column.table().name();
        return ConstraintSql.add(
                holder,
                new Constraint.ForeignKey(
                        name,
                        holder.equals(table) ? column.in(key.columns(), instead) : key.columns(),
                        key.referencedTable(),
                        key.referencedTable().equals(table)
                                ? column.in(key.referencedColumns(), instead)
                                : key.referencedColumns(),
                        key.onDelete(),
                        key.onUpdate(),
                        key.deferrable(),
                        false));
    }

    String validate(String name) {
        return "ALTER TABLE " + holder.sql() + " VALIDATE CONSTRAINT " + SqlName.quoted(name);
    }

    String drop(String name) {
        return "ALTER TABLE " + holder.sql() + " DROP CONSTRAINT IF EXISTS " + SqlName.quoted(name);
    }

    String rename(String from, String to) {
        return "ALTER TABLE " + holder.sql() + " RENAME CONSTRAINT " + SqlName.quoted(from) + " TO "
                + SqlName.quoted(to);
    }
}
