package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.ColumnFacts;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.ConstraintFacts.Kind;
import io.godwit.validator.facts.Relation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Constraints added, validated, changed and dropped.
final class ConstraintPrediction {
    private final Draft draft;
    private final Statement.AlterTable alter;

    ConstraintPrediction(Draft draft, Statement.AlterTable alter) {
        this.draft = draft;
        this.alter = alter;
    }

    private KeyPrediction keys() {
        return new KeyPrediction(draft, alter);
    }

    private ForeignKeyPrediction foreignKeys() {
        return new ForeignKeyPrediction(draft);
    }

    void add(Relation table, ConstraintDefinition constraint) {
        constraint
                .name()
                .flatMap(table::constraint)
                .filter(there -> !draft.drops(alter, there))
                .ifPresent(_ -> {
                    throw new Refused("constraint \"" + constraint.name().orElse("") + "\" for relation \""
                            + table.name().name() + "\" already exists");
                });
        switch (constraint) {
            case ConstraintDefinition.ForeignKey key -> {
                key.columns().forEach(column -> new ColumnPrediction(draft, alter).mustExist(table, column));
                foreignKeys().add(table, key, key.validated());
            }
            case ConstraintDefinition.Check check -> check(table, check);
            case ConstraintDefinition.NotNull notNull -> notNull(table, notNull);
            case ConstraintDefinition.Unique unique ->
                keys().add(
                                table,
                                unique.name(),
                                unique.columns(),
                                KeyPrediction.keyColumns(unique),
                                unique.usingIndex(),
                                false);
            case ConstraintDefinition.PrimaryKey key ->
                keys().add(table, key.name(), key.columns(), "", key.usingIndex(), true);
            case ConstraintDefinition.Exclusion exclusion -> keys().exclusion(table, exclusion);
        }
    }

    /// A constraint written with a column that is added.
    ///
    /// @param valued whether existing rows get a value
    void withColumn(Relation table, ColumnDefinition column, ConstraintDefinition constraint, boolean valued) {
        switch (constraint) {
            case ConstraintDefinition.ForeignKey key -> {
                foreignKeys().add(table, key, valued && key.enforced());
                if (valued && key.enforced()) {
                    new NewColumnValues(draft, table, column).refuseOrphans(key);
                }
            }
            case ConstraintDefinition.Check check -> {
                if (check.enforced()) {
                    new NewColumnValues(draft, table, column).refuseViolations(check);
                    draft.scanAll(table);
                }
            }
            case ConstraintDefinition.Unique unique -> keys().withColumn(table, column, unique.name(), false);
            case ConstraintDefinition.PrimaryKey key -> keys().withColumn(table, column, key.name(), true);
            case ConstraintDefinition.NotNull _, ConstraintDefinition.Exclusion _ -> draft.scanAll(table);
        }
    }

    private void check(Relation table, ConstraintDefinition.Check check) {
        if (!check.enforced() && draft.version() < 18) {
            throw new Refused("NOT ENFORCED came with PostgreSQL 18");
        }
        if (!check.inherited() && table.partitioned()) {
            throw new Refused("cannot add NO INHERIT constraint to partitioned table \""
                    + table.name().name() + "\"");
        }
        if (!check.validated()) {
            return;
        }
        List<String> columns = table.columns().stream()
                .map(ColumnFacts::name)
                .filter(check.expression()::contains)
                .toList();
        boolean violated = draft.anyRow(
                table,
                columns,
                "select 1 from " + (check.inherited() ? "" : "only ")
                        + table.name().sql() + " where not (" + check.expression() + ")");
        if (violated) {
            throw new Refused("check constraint \"" + check.name().orElse("") + "\" of relation \""
                    + table.name().name() + "\" is violated by some row");
        }
        if (check.inherited() && !alter.only()) {
            draft.scanAll(table);
        } else {
            draft.scan(table);
        }
    }

    private void notNull(Relation table, ConstraintDefinition.NotNull constraint) {
        if (draft.version() < 18) {
            throw new Refused("syntax error at or near \"not\"");
        }
        if (constraint.validated()) {
            draft.facts()
                    .withDescendants(table)
                    .forEach(target -> new ColumnPrediction(draft, alter).setNotNull(target, constraint.column()));
        }
    }

    void validate(Relation table, String name) {
        Optional<ConstraintFacts> found = table.constraint(name);
        if (found.isEmpty()) {
            if (addedMeanwhile(table, name)) {
                return;
            }
            if (draft.facts().isUnknown() || table.columns().isEmpty()) {
                draft.scan(table);
                return;
            }
            throw new Refused(
                    "constraint \"" + name + "\" of relation \"" + table.name().name() + "\" does not exist");
        }
        ConstraintFacts constraint = found.get();
        if (!constraint.enforced()) {
            throw new Refused("cannot validate NOT ENFORCED constraint");
        }
        if (constraint.validated()) {
            return;
        }
        switch (constraint.kind()) {
            case FOREIGN_KEY -> {
                draft.referenced(constraint).ifPresent(referenced -> {
                    if (draft.orphan(table, constraint.columns(), referenced, constraint.referencedColumns())) {
                        throw new Refused("insert or update on table \""
                                + table.name().name() + "\" violates foreign key constraint \"" + name + "\"");
                    }
                    draft.facts()
                            .withDescendants(referenced)
                            .forEach(relation -> draft.lock(relation, LockMode.ROW_SHARE));
                    draft.checksRows(table, constraint.columns(), referenced, constraint.referencedColumns());
                });
            }
            case CHECK, NOT_NULL -> {
                refuseViolated(table, constraint);
                draft.scanAll(table);
            }
            case PRIMARY_KEY, UNIQUE, EXCLUSION, OTHER ->
                throw new Refused("constraint \"" + name + "\" of relation \""
                        + table.name().name() + "\" is not a foreign key, check, or not-null constraint");
        }
    }

    /// What the same command adds, it validates.
    private boolean addedMeanwhile(Relation table, String name) {
        for (TableChange change : alter.changes()) {
            if (change instanceof TableChange.AddConstraint add
                    && add.constraint().name().equals(Optional.of(name))) {
                switch (add.constraint()) {
                    case ConstraintDefinition.ForeignKey key -> foreignKeys().add(table, key, true);
                    case ConstraintDefinition.Check _, ConstraintDefinition.NotNull _ -> draft.scanAll(table);
                    case ConstraintDefinition _ -> {}
                }
                return true;
            }
        }
        return false;
    }

    private void refuseViolated(Relation table, ConstraintFacts constraint) {
        String holds = constraint.kind() == Kind.CHECK
                ? constraint.expression()
                : SqlName.quoted(constraint.columns().getFirst()) + " is not null";
        boolean violated = !holds.isEmpty()
                && draft.anyRow(
                        table,
                        constraint.columns(),
                        "select 1 from " + table.name().sql() + " where not (" + holds + ")");
        if (violated) {
            throw new Refused((constraint.kind() == Kind.CHECK ? "check" : "not-null") + " constraint \""
                    + constraint.name() + "\" of relation \"" + table.name().name() + "\" is violated by some row");
        }
    }

    void drop(Relation table, TableChange.DropConstraint drop) {
        Optional<ConstraintFacts> found = table.constraint(drop.name());
        if (found.isEmpty()) {
            if (!drop.missingAllowed()
                    && !draft.facts().isUnknown()
                    && !table.columns().isEmpty()) {
                throw new Refused("constraint \"" + drop.name() + "\" of relation \""
                        + table.name().name() + "\" does not exist");
            }
            return;
        }
        ConstraintFacts constraint = found.get();
        if (constraint.inherited() && constraint.kind() != Kind.NOT_NULL) {
            throw new Refused("cannot drop inherited constraint \"" + drop.name() + "\" of relation \""
                    + table.name().name() + "\"");
        }
        if (constraint.kind() == Kind.FOREIGN_KEY) {
            draft.referenced(constraint)
                    .ifPresent(other -> draft.facts()
                            .withDescendants(other)
                            .forEach(each -> draft.lock(each, LockMode.ACCESS_EXCLUSIVE)));
        }
        if (constraint.kind() == Kind.PRIMARY_KEY
                || constraint.kind() == Kind.UNIQUE
                || constraint.kind() == Kind.EXCLUSION) {
            keys().dropIndexOf(table, constraint, drop.cascade());
        }
    }

    void alter(Relation table, TableChange.AlterConstraint change) {
        Optional<ConstraintFacts> found = table.constraint(change.name());
        if (found.isEmpty()) {
            if (!draft.facts().isUnknown() && !table.columns().isEmpty()) {
                throw new Refused("constraint \"" + change.name() + "\" of relation \""
                        + table.name().name() + "\" does not exist");
            }
            return;
        }
        if (change.enforced().isPresent() && draft.version() < 18) {
            throw new Refused("ENFORCED came with PostgreSQL 18");
        }
        ConstraintFacts constraint = found.get();
        if (constraint.kind() != Kind.FOREIGN_KEY
                && change.enforced().isEmpty()
                && !change.text().toLowerCase(Locale.ROOT).contains("inherit")) {
            throw new Refused("constraint \"" + change.name() + "\" of relation \""
                    + table.name().name() + "\" is not a foreign key constraint");
        }
        if (constraint.kind() != Kind.FOREIGN_KEY && change.enforced().isPresent()) {
            throw new Refused("cannot alter enforceability of constraint \"" + change.name() + "\" of relation \""
                    + table.name().name() + "\"");
        }
        change.enforced()
                .ifPresent(enforced -> draft.referenced(constraint).ifPresent(referenced -> {
                    if (enforced && !constraint.enforced()) {
                        draft.lock(referenced, LockMode.SHARE_ROW_EXCLUSIVE);
                        draft.checksRows(table, constraint.columns(), referenced, constraint.referencedColumns());
                    } else if (!enforced && constraint.enforced()) {
                        draft.lock(referenced, LockMode.ACCESS_EXCLUSIVE);
                    }
                }));
    }
}
