package io.godwit.validator.prediction;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.ConstraintFacts.Kind;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A table after a constraint was added to it, though nothing has run.
final class ConstraintAfter {
    private ConstraintAfter() {}

    /// A constraint written with a column names no columns.
    static ConstraintDefinition ofColumn(ConstraintDefinition constraint, String column) {
        return switch (constraint) {
            case ConstraintDefinition.PrimaryKey key
            when key.columns().isEmpty() ->
                new ConstraintDefinition.PrimaryKey(key.name(), List.of(column), Optional.empty());
            case ConstraintDefinition.Unique unique
            when unique.columns().isEmpty() ->
                new ConstraintDefinition.Unique(
                        unique.name(), List.of(column), unique.nullsNotDistinct(), Optional.empty());
            case ConstraintDefinition.ForeignKey key
            when key.columns().isEmpty() ->
                new ConstraintDefinition.ForeignKey(
                        key.name(),
                        List.of(column),
                        key.referencedTable(),
                        key.referencedColumns(),
                        key.onDelete(),
                        key.onUpdate(),
                        key.deferrable(),
                        key.validated(),
                        key.enforced());
            case ConstraintDefinition _ -> constraint;
        };
    }

    static Relation added(DatabaseFacts facts, Relation table, ConstraintDefinition constraint) {
        return switch (constraint) {
            case ConstraintDefinition.ForeignKey key ->
                with(
                        table,
                        new ConstraintFacts(
                                named(table, key.name(), key.columns(), "fkey"),
                                Kind.FOREIGN_KEY,
                                key.columns(),
                                Optional.of(key.referencedTable()),
                                key.referencedColumns().isEmpty()
                                        ? primaryKey(facts, key.referencedTable())
                                        : key.referencedColumns(),
                                key.validated(),
                                key.enforced(),
                                key.deferrable().orElse("").contains("INITIALLY DEFERRED"),
                                "",
                                Optional.empty(),
                                false));
            case ConstraintDefinition.Check check ->
                with(
                        table,
                        simple(
                                named(table, check.name(), List.of(), "check"),
                                Kind.CHECK,
                                List.of(),
                                check.validated(),
                                check.expression()));
            case ConstraintDefinition.NotNull notNull -> {
                Relation marked = notNull.validated()
                        ? TableAfter.column(table, notNull.column(), found -> found.withNotNull(true))
                        : table;
                yield with(
                        marked,
                        simple(
                                named(table, notNull.name(), List.of(notNull.column()), "not_null"),
                                Kind.NOT_NULL,
                                List.of(notNull.column()),
                                notNull.validated(),
                                ""));
            }
            case ConstraintDefinition.PrimaryKey key -> {
                Relation keyed = withKey(facts, table, key.name(), key.columns(), key.usingIndex(), true);
                for (String column :
                        keyed.primaryKey().map(ConstraintFacts::columns).orElse(List.of())) {
                    keyed = TableAfter.column(keyed, column, found -> found.withNotNull(true));
                }
                yield keyed;
            }
            case ConstraintDefinition.Unique unique ->
                withKey(facts, table, unique.name(), unique.columns(), unique.usingIndex(), false);
            case ConstraintDefinition.Exclusion exclusion ->
                with(
                        table,
                        simple(named(table, exclusion.name(), List.of(), "excl"), Kind.EXCLUSION, List.of(), true, ""));
        };
    }

    private static Relation withKey(
            DatabaseFacts facts,
            Relation table,
            Optional<String> name,
            List<String> columns,
            Optional<String> usingIndex,
            boolean primary) {
        Optional<IndexFacts> taken = usingIndex.flatMap(table::index);
        List<String> keys = taken.map(IndexFacts::keys).orElse(columns);
        String chosen = name.or(() -> usingIndex)
                .orElseGet(() -> IndexNames.chosen(
                        facts, table.name(), primary ? "" : String.join("_", keys), primary ? "pkey" : "key"));
        ObjectName index = table.name().sibling(chosen);
        List<IndexFacts> indexes = new ArrayList<>(table.indexes());
        taken.ifPresent(indexes::remove);
        indexes.add(taken.map(found -> found.of(chosen, primary))
                .orElseGet(() -> new IndexFacts(
                        index,
                        true,
                        primary,
                        true,
                        false,
                        keys,
                        Set.copyOf(keys),
                        true,
                        false,
                        Optional.of(chosen),
                        Optional.empty())));
        ConstraintFacts key = new ConstraintFacts(
                chosen,
                primary ? Kind.PRIMARY_KEY : Kind.UNIQUE,
                keys,
                Optional.empty(),
                List.of(),
                true,
                true,
                false,
                "",
                Optional.of(index),
                false);
        return with(table.withIndexes(indexes), key);
    }

    private static ConstraintFacts simple(
            String name, Kind kind, List<String> columns, boolean validated, String expression) {
        return new ConstraintFacts(
                name,
                kind,
                columns,
                Optional.empty(),
                List.of(),
                validated,
                true,
                false,
                expression,
                Optional.empty(),
                false);
    }

    private static String named(Relation table, Optional<String> name, List<String> columns, String suffix) {
        return name.orElseGet(
                () -> table.name().name() + "_" + (columns.isEmpty() ? "" : String.join("_", columns) + "_") + suffix);
    }

    private static List<String> primaryKey(DatabaseFacts facts, ObjectName table) {
        return facts.relation(table)
                .flatMap(Relation::primaryKey)
                .map(ConstraintFacts::columns)
                .orElse(List.of());
    }

    private static Relation with(Relation table, ConstraintFacts constraint) {
        List<ConstraintFacts> constraints = new ArrayList<>(table.constraints());
        constraints.removeIf(other -> other.name().equals(constraint.name()));
        constraints.add(constraint);
        return table.withConstraints(constraints);
    }
}
