package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.facts.ColumnFacts;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.Dependent;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import io.godwit.validator.facts.TypeFacts;
import java.util.List;
import java.util.Optional;

/// ADD COLUMN, DROP COLUMN, SET NOT NULL and what else ALTER TABLE does to a column but for its type.
final class ColumnPrediction {
    private final Draft draft;
    private final Statement.AlterTable alter;

    ColumnPrediction(Draft draft, Statement.AlterTable alter) {
        this.draft = draft;
        this.alter = alter;
    }

    void add(Relation table, List<Relation> reached, ColumnDefinition column) {
        if (table.column(column.name()).isPresent()) {
            if (column.missingOnly()) {
                return;
            }
            throw new Refused("column \"" + column.name() + "\" of relation \""
                    + table.name().name() + "\" already exists");
        }
        refuseGeneration(column.generation());
        refuseRecursiveIdentity(table, column.generation());
        new NewColumnValues(draft, table, column).refuseOutsideDomain();
        boolean rewrites = rewrites(column);
        boolean virtual = column.generation() instanceof Generation.Virtual;
        if (rewrites) {
            reached.stream().filter(target -> !target.partitioned()).forEach(draft::rewrite);
        }
        boolean primary = column.constraints().stream().anyMatch(ConstraintDefinition.PrimaryKey.class::isInstance);
        boolean required = column.notNull() || primary;
        if (required && virtual) {
            reached.forEach(draft::scan);
        } else if (required && !column.hasValue()) {
            boolean rows = draft.facts().withDescendants(table).stream().anyMatch(Relation::populated);
            if (rows && !draft.facts().isUnknown()) {
                throw new Refused("column \"" + column.name() + "\" of relation \""
                        + table.name().name() + "\" contains null values");
            }
        }
        ConstraintPrediction constraints = new ConstraintPrediction(draft, alter);
        for (ConstraintDefinition constraint : column.constraints()) {
            constraints.withColumn(table, column, constraint, rewrites || column.hasValue());
        }
    }

    /// From PostgreSQL 17 on a partitioned table's identity columns are its partitions' too.
    private void refuseRecursiveIdentity(Relation table, Generation generation) {
        boolean shared = table.partitioned() && draft.version() >= 17;
        if (generation instanceof Generation.Identity
                && !alter.only()
                && !table.children().isEmpty()
                && !shared) {
            throw new Refused("cannot recursively add identity column to table that has child tables");
        }
    }

    private void refuseGeneration(Generation generation) {
        if (generation instanceof Generation.Virtual && draft.version() < 18) {
            throw new Refused("virtual generated columns came with PostgreSQL 18");
        }
    }

    private boolean rewrites(ColumnDefinition column) {
        return switch (column.generation()) {
            case Generation.Serial _, Generation.Identity _, Generation.Stored _ -> true;
            case Generation.Virtual _ -> false;
            case Generation.None _ -> {
                CatalogQuestions questions = draft.setting().questions();
                Optional<TypeFacts> type = questions.type(column.type());
                if (type.map(TypeFacts::constrained).orElse(false)) {
                    yield true;
                }
                String expression = column.defaultExpression().orElse("");
                if (expression.isEmpty()
                        && (type.isPresent() && !type.get().domain()
                                || draft.facts().isUnknown()
                                        && !draft.setting().changed().constrained(column.type()))) {
                    yield false;
                }
                yield type.isEmpty() && draft.setting().changed().constrained(column.type())
                        || draft.setting().changed().isVolatile(expression)
                        || questions
                                .defaultNeedsRewrite(column.type(), expression)
                                .orElse(true);
            }
        };
    }

    void drop(Relation table, TableChange.DropColumn drop) {
        Optional<ColumnFacts> column = table.column(drop.column());
        if (column.isEmpty()) {
            if (!drop.missingAllowed()
                    && !draft.facts().isUnknown()
                    && table.parents().isEmpty()) {
                throw notThere(table, drop.column());
            }
            return;
        }
        if (column.get().inherited() && table.name().equals(alter.table())) {
            throw new Refused("cannot drop inherited column \"" + drop.column() + "\"");
        }
        if (partitionKey(table, drop.column())) {
            throw new Refused("cannot drop column \"" + drop.column()
                    + "\" because it is part of the partition key of relation \""
                    + table.name().name() + "\"");
        }
        List<Dependent> dependents = table.dependentsOn(drop.column())
                .filter(dependent -> dependent.kind() != Dependent.Kind.GENERATED_COLUMN || draft.version() >= 15)
                .toList();
        if (!dependents.isEmpty() && !drop.cascade()) {
            throw new Refused("cannot drop column " + drop.column() + " of table "
                    + table.name().name() + " because other objects depend on it");
        }
        dependents.stream()
                .filter(dependent -> dependent.kind() == Dependent.Kind.VIEW)
                .flatMap(dependent -> draft.found(dependent.name()).stream())
                .filter(view -> !view.name().equals(table.name()))
                .forEach(view -> DropPrediction.withDependents(draft, view));
        dependents.stream()
                .filter(dependent -> dependent.kind() == Dependent.Kind.GENERATED_COLUMN)
                .flatMap(dependent -> table.column(dependent.name().name()).stream())
                .flatMap(generated ->
                        table.indexes().stream().filter(index -> index.columns().contains(generated.name())))
                .forEach(index -> draft.lock(table, index, LockMode.ACCESS_EXCLUSIVE));
        table.indexes().stream()
                .filter(index -> index.columns().contains(drop.column()))
                .forEach(index -> draft.lock(table, index, LockMode.ACCESS_EXCLUSIVE));
        table.foreignKeys()
                .filter(key -> key.columns().contains(drop.column()))
                .flatMap(key -> draft.referenced(key).stream())
                .filter(other -> !other.partitioned() || draft.version() >= 15)
                .forEach(other -> draft.lock(other, LockMode.ACCESS_EXCLUSIVE));
        for (DatabaseFacts.Reference reference : draft.facts().references(table)) {
            boolean uses = reference.key().referencedColumns().contains(drop.column());
            if (uses && !reference.table().name().equals(table.name())) {
                if (!drop.cascade()) {
                    throw new Refused("cannot drop column " + drop.column() + " of table "
                            + table.name().name() + " because other objects depend on it");
                }
                draft.lock(reference.table(), LockMode.ACCESS_EXCLUSIVE);
            }
        }
    }

    static boolean partitionKey(Relation table, String column) {
        return table.partitioned()
                && table.partitionBy()
                        .matches("(?s).*[(,\\s]\"?" + java.util.regex.Pattern.quote(column) + "\"?[),\\s].*");
    }

    void setNotNull(Relation table, String name) {
        Optional<ColumnFacts> column = table.column(name);
        if (column.isEmpty() && added(name)) {
            return;
        }
        if (column.isEmpty() && !table.columns().isEmpty() && !draft.facts().isUnknown()) {
            throw notThere(table, name);
        }
        if (column.map(ColumnFacts::notNull).orElse(false)) {
            return;
        }
        String isNull = SqlName.quoted(name) + " is null";
        boolean proofGone = alter.changes().stream().anyMatch(change -> dropsCheck(table, change));
        if (proofGone || !provenByCheck(table, name, isNull)) {
            refuseNulls(table, name);
            draft.scan(table);
        }
    }

    /// PostgreSQL is asked about the checks it knows (not for a partition: asked, it counts the bound, which SET NOT
    /// NULL
    /// does not); of those an earlier statement adds the expression is read.
    private boolean provenByCheck(Relation table, String column, String isNull) {
        return table.constraints(ConstraintFacts.Kind.CHECK)
                        .anyMatch(check -> check.validated()
                                && check.enforced()
                                && NotNullProof.proves(check.expression(), column))
                || !table.isPartition() && draft.setting().questions().excluded(table.name(), isNull);
    }

    private static boolean dropsCheck(Relation table, TableChange change) {
        return change instanceof TableChange.DropConstraint drop
                && table.constraint(drop.name())
                        .map(constraint -> constraint.kind() == ConstraintFacts.Kind.CHECK)
                        .orElse(true);
    }

    private void refuseNulls(Relation table, String column) {
        String rows = "select 1 from only " + table.name().sql() + " where " + SqlName.quoted(column) + " is null";
        boolean unfilled = table.populated() && draft.setting().changed().isEmpty(table.name(), column);
        if (unfilled || draft.anyRow(table, List.of(column), rows)) {
            throw new Refused(
                    "column \"" + column + "\" of relation \"" + table.name().name() + "\" contains null values");
        }
    }

    void dropNotNull(Relation table, String column) {
        mustExist(table, column);
        boolean primary =
                table.primaryKey().map(key -> key.columns().contains(column)).orElse(false);
        if (primary) {
            throw new Refused("column \"" + column + "\" is in a primary key");
        }
        boolean identity =
                table.column(column).map(found -> !found.identity().isEmpty()).orElse(false);
        if (identity) {
            throw new Refused(
                    "column \"" + column + "\" of relation \"" + table.name().name() + "\" is an identity column");
        }
    }

    void dropExpression(Relation table, TableChange.DropExpression drop) {
        mustExist(table, drop.column());
        boolean plain = table.column(drop.column())
                .map(found -> found.generated().isEmpty())
                .orElse(false);
        if (plain && !drop.missingAllowed()) {
            throw new Refused("column \"" + drop.column() + "\" of relation \""
                    + table.name().name() + "\" is not a generated column");
        }
    }

    void changeIdentity(Relation table, TableChange.ChangeIdentity change) {
        mustExist(table, change.column());
        boolean plain = table.column(change.column())
                .map(found -> found.identity().isEmpty())
                .orElse(false);
        boolean lenient = change.change().toLowerCase(java.util.Locale.ROOT).contains("exists");
        boolean added = alter.changes().stream().anyMatch(TableChange.AddIdentity.class::isInstance);
        if (plain && !lenient && !added) {
            throw new Refused("column \"" + change.column() + "\" of relation \""
                    + table.name().name() + "\" is not an identity column");
        }
    }

    void setDefault(Relation table, String column) {
        mustExist(table, column);
        table.column(column).ifPresent(found -> {
            if (!found.generated().isEmpty() || !found.identity().isEmpty()) {
                throw new Refused("column \"" + column + "\" of relation \""
                        + table.name().name() + "\" is computed by PostgreSQL");
            }
        });
    }

    void addIdentity(Relation table, TableChange.AddIdentity add) {
        mustExist(table, add.column());
        table.column(add.column()).ifPresent(column -> {
            if (!column.marked() && !alter.changes().contains(new TableChange.SetNotNull(add.column()))) {
                throw new Refused("column \"" + add.column() + "\" of relation \""
                        + table.name().name() + "\" must be declared NOT NULL before identity can be added");
            }
            boolean dropped = alter.changes().contains(new TableChange.DropDefault(add.column()));
            if (!column.identity().isEmpty()
                    || !dropped && !column.defaultExpression().isEmpty()) {
                throw new Refused("column \"" + add.column() + "\" of relation \""
                        + table.name().name() + "\" already has a default value");
            }
        });
    }

    void setExpression(Relation table, TableChange.SetExpression set) {
        if (draft.version() < 17) {
            throw new Refused("SET EXPRESSION came with PostgreSQL 17");
        }
        mustExist(table, set.column());
        boolean virtual = table.column(set.column())
                .map(column -> column.generated().equals("v"))
                .orElse(false);
        boolean checked = table.constraints(ConstraintFacts.Kind.CHECK)
                .anyMatch(check -> check.columns().contains(set.column()));
        if (virtual) {
            if (checked || table.column(set.column()).map(ColumnFacts::notNull).orElse(false)) {
                draft.scan(table);
            }
            return;
        }
        for (IndexFacts index : table.indexes()) {
            if (index.columns().contains(set.column())) {
                draft.makesIndexLike(table, index.name().name());
            }
        }
        draft.rewrite(table);
    }

    void rename(Relation table, TableChange.RenameColumn rename) {
        mustExist(table, rename.column());
        if (table.column(rename.newName()).isPresent()) {
            throw new Refused("column \"" + rename.newName() + "\" of relation \""
                    + table.name().name() + "\" already exists");
        }
    }

    void mustExist(Relation table, String column) {
        if (table.column(column).isEmpty()
                && !table.columns().isEmpty()
                && !draft.facts().isUnknown()
                && !added(column)) {
            throw notThere(table, column);
        }
    }

    private boolean added(String column) {
        return alter.changes().stream()
                .anyMatch(change -> change instanceof TableChange.AddColumn add
                        && add.column().name().equals(column));
    }

    private static Refused notThere(Relation table, String column) {
        return new Refused(
                "column \"" + column + "\" of relation \"" + table.name().name() + "\" does not exist");
    }
}
