package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.PostgresNames;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Rollback;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The way back from ATTACH PARTITION: the table leaves, without the keys and indexes that PostgreSQL gave it because
/// its parent has them (documentation of ALTER TABLE, ATTACH PARTITION).
///
/// @param before the catalog before it was attached
record AttachUndo(Catalog before, ObjectName parent, ObjectName partition) {
    private static final Pattern CALL = Pattern.compile("^([a-z_]\\w*)\\(");

    Rollback undo() {
        List<String> statements = new ArrayList<>();
        statements.add(Sql.alterTable(parent, "DETACH PARTITION " + partition.sql()));
        Optional<Table> divided = before.table(parent);
        Optional<Table> part = before.table(partition);
        if (divided.isPresent() && part.isPresent()) {
            divided.get().constraints().stream()
                    .flatMap(constraint -> given(constraint, part.get()).stream())
                    .map(name -> Sql.alterTable(partition, "DROP CONSTRAINT IF EXISTS " + SqlName.quoted(name)))
                    .forEach(statements::add);
            divided.get().indexes().stream()
                    .filter(index -> part.get().indexes().stream()
                            .noneMatch(own -> own.named(index.name()).equals(index)))
                    .map(index -> "DROP INDEX IF EXISTS "
                            + partition.sibling(name(index)).sql())
                    .forEach(statements::add);
        }
        return Rollback.lossless(statements.toArray(String[]::new));
    }

    /// The name of what the partition gets; empty if it has its own.
    private Optional<String> given(Constraint constraint, Table part) {
        return switch (constraint) {
            case Constraint.PrimaryKey key ->
                part.primaryKey()
                                .filter(own -> own.columns().equals(key.columns()))
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of(PostgresNames.primaryKey(partition.name()));
            case Constraint.Unique key ->
                part.constraints().stream()
                                .anyMatch(own -> own instanceof Constraint.Unique unique
                                        && unique.columns().equals(key.columns()))
                        ? Optional.empty()
                        : Optional.of(PostgresNames.unique(partition.name(), String.join("_", key.columns())));
            case Constraint.ForeignKey key ->
                part.constraints().stream()
                                .anyMatch(own -> own instanceof Constraint.ForeignKey foreign
                                        && foreign.columns().equals(key.columns())
                                        && foreign.referencedTable().equals(key.referencedTable()))
                        ? Optional.empty()
                        : Optional.of(key.name());
            case Constraint.Check _, Constraint.Other _ -> Optional.empty();
        };
    }

    private String name(Index index) {
        String columns = index.keys().stream()
                .map(key -> key.column().orElseGet(() -> called(key.expression().orElse(""))))
                .collect(Collectors.joining("_"));
        return PostgresNames.index(partition.name(), columns);
    }

    /// The function an expression calls, else `expr`.
    private static String called(String expression) {
        Matcher call = CALL.matcher(expression);
        return call.find() ? call.group(1) : "expr";
    }
}
