package io.godwit.postgres.proof;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.catalog.Table;
import java.util.List;
import java.util.TreeMap;

/// A catalog without the texts that PostgreSQL prints for what it holds as a tree: views, expressions, definitions.
/// Another major version prints them in other words (since 16 a view names a column's table only where it has to; the
/// type `json` has lost its schema), and only 18 lists names of NOT NULL constraints.
final class UnprintedCatalog {
    private static final String TEXT = "(as its version prints it)";

    private UnprintedCatalog() {}

    static Catalog of(Catalog catalog) {
        TreeMap<ObjectName, Table> tables = new TreeMap<>();
        catalog.tables().forEach((name, table) -> tables.put(name, of(table)));
        return new Catalog(
                        catalog.schemas(),
                        catalog.extensions(),
                        tables,
                        catalog.enums(),
                        catalog.others(),
                        new TreeMap<>())
                .withObjects(catalog.objects().values().stream()
                        .filter(object -> object.kind() != ObjectKind.NOT_NULL_NAME)
                        .map(UnprintedCatalog::of)
                        .toList());
    }

    private static Table of(Table table) {
        return table.withColumns(
                        table.columns().stream().map(UnprintedCatalog::of).toList())
                .withConstraints(
                        table.constraints().stream().map(UnprintedCatalog::of).toList())
                .withIndexes(table.indexes().stream()
                        .map(index -> index.over(column -> column, _ -> TEXT))
                        .toList());
    }

    private static Column of(Column column) {
        Column.Generation generation = switch (column.generation()) {
            case Column.Generation.Stored _ -> new Column.Generation.Stored(TEXT);
            case Column.Generation.Virtual _ -> new Column.Generation.Virtual(TEXT);
            case Column.Generation other -> other;
        };
        return new Column(
                column.name(),
                column.type(),
                column.nullable(),
                column.defaultExpression().map(_ -> TEXT),
                generation);
    }

    private static Constraint of(Constraint constraint) {
        return switch (constraint) {
            case Constraint.Check check -> new Constraint.Check(check.name(), TEXT, check.validated());
            case Constraint.Other other -> new Constraint.Other(other.name(), TEXT);
            case Constraint plain -> plain;
        };
    }

    private static SchemaObject of(SchemaObject object) {
        return new SchemaObject(
                object.kind(),
                object.identity().replace("pg_catalog.", ""),
                List.of(TEXT),
                object.removes(),
                object.alters(),
                object.form(),
                object.uses(),
                object.tables());
    }
}
