package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.Relation;
import io.godwit.validator.facts.TypeFacts;
import java.util.List;
import java.util.Optional;

/// The value every existing row gets in a column that is added, where it is a constant: PostgreSQL refuses it where the
/// column's own constraints or its domain do.
final class NewColumnValues {
    private final Draft draft;
    private final Relation table;
    private final ColumnDefinition column;

    NewColumnValues(Draft draft, Relation table, ColumnDefinition column) {
        this.draft = draft;
        this.table = table;
        this.column = column;
    }

    /// Empty for what a function computes: it is not called to find out.
    private Optional<String> constant() {
        String value = column.defaultExpression().or(this::ofDomain).orElse("null");
        return column.generation() instanceof Generation.None && !value.contains("(")
                ? Optional.of("cast(" + value + " as " + column.type() + ")")
                : Optional.empty();
    }

    /// The default of its type, where that is a domain with one.
    private Optional<String> ofDomain() {
        return draft.setting()
                .questions()
                .text("select typdefault from pg_type where oid = to_regtype(" + SqlName.literal(column.type()) + ")");
    }

    void refuseOutsideDomain() {
        boolean rows = draft.facts().withDescendants(table).stream().anyMatch(Relation::populated);
        boolean constrained = draft.setting()
                .questions()
                .type(column.type())
                .map(TypeFacts::constrained)
                .orElse(false);
        if (rows && constrained) {
            constant()
                    .flatMap(value -> draft.setting().questions().dataError("select " + value))
                    .ifPresent(error -> {
                        throw new Refused(error);
                    });
        }
    }

    void refuseViolations(ConstraintDefinition.Check check) {
        constant().ifPresent(value -> {
            boolean violated = draft.anyRow(
                    table,
                    List.of(column.name()),
                    "select 1 from " + table.name().sql() + " cross join (select " + value + " as "
                            + SqlName.quoted(column.name()) + ") godwit_new where not (" + check.expression() + ")");
            if (violated) {
                throw new Refused("check constraint \"" + check.name().orElse("") + "\" of relation \""
                        + table.name().name() + "\" is violated by some row");
            }
        });
    }

    void refuseOrphans(ConstraintDefinition.ForeignKey key) {
        Optional<Relation> referenced = draft.found(key.referencedTable());
        List<String> columns = key.referencedColumns().isEmpty()
                ? referenced
                        .flatMap(Relation::primaryKey)
                        .map(ConstraintFacts::columns)
                        .orElse(List.of())
                : key.referencedColumns();
        if (columns.size() != 1 || draft.setting().changed().mayDiffer(key.referencedTable(), columns)) {
            return;
        }
        constant().ifPresent(value -> {
            boolean orphan = draft.anyRow(
                    table,
                    List.of(column.name()),
                    "select 1 from " + table.name().sql() + " where " + value + " is not null and not exists (select 1"
                            + " from " + key.referencedTable().sql() + " where " + SqlName.quoted(columns.getFirst())
                            + " = " + value + ")");
            if (orphan) {
                throw new Refused("insert or update on table \"" + table.name().name()
                        + "\" violates foreign key constraint \"" + key.name().orElse("") + "\"");
            }
        });
    }
}
