package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.ConstraintFacts.Kind;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Constraints added, validated, changed and dropped.
final class ConstraintPrediction {
    private static final Pattern EXCLUDED = Pattern.compile("\"?(\\w+)\"?\\s+with\\b", Pattern.CASE_INSENSITIVE);

    private final Draft draft;
    private final Statement.AlterTable alter;

    ConstraintPrediction(Draft draft, Statement.AlterTable alter) {
        this.draft = draft;
        this.alter = alter;
    }

    void add(Relation table, ConstraintDefinition constraint) {
        constraint.name().flatMap(table::constraint).ifPresent(_ -> {
            throw new Refused("constraint \"" + constraint.name().orElse("") + "\" for relation \""
                    + table.name().name() + "\" already exists");
        });
        switch (constraint) {
            case ConstraintDefinition.ForeignKey key -> foreignKey(table, key, key.validated());
            case ConstraintDefinition.Check check -> check(table, check);
            case ConstraintDefinition.NotNull notNull -> notNull(table, notNull);
            case ConstraintDefinition.Unique unique ->
                key(table, unique.name(), unique.columns(), unique.usingIndex(), false);
            case ConstraintDefinition.PrimaryKey key -> key(table, key.name(), key.columns(), key.usingIndex(), true);
            case ConstraintDefinition.Exclusion exclusion -> {
                Matcher matcher = EXCLUDED.matcher(exclusion.definition());
                StringBuilder columns = new StringBuilder();
                while (matcher.find()) {
                    columns.append(columns.isEmpty() ? "" : "_").append(matcher.group(1));
                }
                index(table, exclusion.name(), columns.toString(), "excl");
            }
        }
    }

    /// A constraint written with a column that is added.
    ///
    /// @param valued whether existing rows get a value
    void withColumn(Relation table, ColumnDefinition column, ConstraintDefinition constraint, boolean valued) {
        switch (constraint) {
            case ConstraintDefinition.ForeignKey key -> foreignKey(table, key, valued && key.enforced());
            case ConstraintDefinition.Check check -> {
                if (check.enforced()) {
                    draft.scanAll(table);
                }
            }
            case ConstraintDefinition.Unique unique -> {
                refuseSameValue(table, column);
                index(table, unique.name(), column.name(), "key");
            }
            case ConstraintDefinition.PrimaryKey key -> {
                refuseSecondPrimaryKey(table);
                refuseSameValue(table, column);
                index(table, key.name(), "", "pkey");
            }
            case ConstraintDefinition.NotNull _, ConstraintDefinition.Exclusion _ -> draft.scanAll(table);
        }
    }

    /// One default for every row is no unique value.
    private void refuseSameValue(Relation table, ColumnDefinition column) {
        boolean constant = column.generation() instanceof Generation.None
                && column.hasValue()
                && !draft.setting()
                        .questions()
                        .defaultNeedsRewrite(
                                column.type(), column.defaultExpression().orElse(""))
                        .orElse(true);
        if (constant
                && draft.setting()
                        .questions()
                        .anyRow("select 1 from only " + table.name().sql() + " offset 1")
                        .orElse(false)) {
            throw new Refused("could not create unique index: every row would get the same " + column.name());
        }
    }

    private void foreignKey(Relation table, ConstraintDefinition.ForeignKey key, boolean validated) {
        Relation referenced = draft.relation(key.referencedTable());
        if (!key.enforced() && draft.version() < 18) {
            throw new Refused("NOT ENFORCED came with PostgreSQL 18 for foreign keys");
        }
        if (table.partitioned() && !key.validated() && key.enforced() && draft.version() < 18) {
            throw new Refused("cannot add NOT VALID foreign key on partitioned table \""
                    + table.name().name() + "\" referencing relation \""
                    + referenced.name().name() + "\"");
        }
        List<String> columns = key.referencedColumns();
        boolean unique = referenced.indexes().stream()
                .anyMatch(index -> index.unique()
                        && !index.partial()
                        && (columns.isEmpty() ? index.primary() : sameColumns(index.keys(), columns)));
        if (!unique && !draft.facts().isUnknown() && !referenced.columns().isEmpty()) {
            throw new Refused("there is no unique constraint matching given keys for referenced table \""
                    + referenced.name().name() + "\"");
        }
        List<Relation> both = new java.util.ArrayList<>(draft.facts().withDescendants(referenced));
        if (table.partitioned()) {
            both.addAll(draft.facts().withDescendants(table));
        }
        both.forEach(relation -> draft.lock(relation, LockMode.SHARE_ROW_EXCLUSIVE));
        draft.lock(table, LockMode.SHARE_ROW_EXCLUSIVE);
        if (validated && key.enforced()) {
            draft.checksRows(table, referenced);
        }
    }

    private static boolean sameColumns(List<String> keys, List<String> columns) {
        return keys.size() == columns.size() && keys.containsAll(columns);
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
        boolean violated = draft.setting()
                .questions()
                .anyRow("select 1 from " + (check.inherited() ? "" : "only ")
                        + table.name().sql() + " where not (" + check.expression() + ")")
                .orElse(false);
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

    private void key(
            Relation table, Optional<String> name, List<String> columns, Optional<String> usingIndex, boolean primary) {
        if (primary) {
            refuseSecondPrimaryKey(table);
        }
        if (usingIndex.isPresent()) {
            usingIndex(table, name, usingIndex.get(), primary);
            return;
        }
        ColumnPrediction prediction = new ColumnPrediction(draft, alter);
        columns.forEach(column -> prediction.mustExist(table, column));
        refuseWithoutPartitionKey(table, columns);
        refuseDuplicates(table, columns);
        if (primary) {
            List<Relation> reached = draft.facts().withDescendants(table);
            reached.forEach(each -> {
                draft.lock(each, LockMode.ACCESS_EXCLUSIVE);
                columns.forEach(column -> prediction.setNotNull(each, column));
            });
        }
        index(table, name, primary ? "" : String.join("_", columns), primary ? "pkey" : "key");
    }

    private static void refuseWithoutPartitionKey(Relation table, List<String> columns) {
        boolean missing = table.partitioned()
                && table.columns().stream()
                        .anyMatch(column -> ColumnPrediction.partitionKey(table, column.name())
                                && !columns.contains(column.name()));
        if (missing) {
            throw new Refused("unique constraint on partitioned table must include all partitioning columns");
        }
    }

    private void refuseDuplicates(Relation table, List<String> columns) {
        String list = columns.stream().map(SqlName::quoted).collect(java.util.stream.Collectors.joining(", "));
        String some = columns.stream()
                .map(column -> SqlName.quoted(column) + " is not null")
                .collect(java.util.stream.Collectors.joining(" and "));
        boolean twice = draft.setting()
                .questions()
                .anyRow("select 1 from " + (table.partitioned() ? "" : "only ")
                        + table.name().sql() + " where " + some + " group by " + list + " having count(*) > 1")
                .orElse(false);
        if (twice) {
            throw new Refused("could not create unique index: the data hold duplicates of (" + list + ")");
        }
    }

    private static void refuseSecondPrimaryKey(Relation table) {
        if (table.primaryKey().isPresent()) {
            throw new Refused(
                    "multiple primary keys for table \"" + table.name().name() + "\" are not allowed");
        }
    }

    private void usingIndex(Relation table, Optional<String> name, String indexName, boolean primary) {
        if (table.partitioned()) {
            throw new Refused("ALTER TABLE / ADD CONSTRAINT USING INDEX is not supported on partitioned tables");
        }
        Optional<IndexFacts> found = table.index(indexName);
        if (found.isEmpty()) {
            if (draft.facts().isUnknown() || table.columns().isEmpty()) {
                return;
            }
            throw new Refused("index \"" + indexName + "\" does not exist");
        }
        IndexFacts index = found.get();
        IndexPrediction.refuseAsConstraint(index);
        boolean renames = name.isPresent() && !name.get().equals(indexName);
        if (primary) {
            for (String column : index.keys()) {
                boolean notValid = table.constraints(Kind.NOT_NULL)
                        .anyMatch(c -> !c.validated() && c.columns().equals(List.of(column)));
                if (notValid) {
                    throw new Refused("cannot create primary key on column \"" + column + "\": its NOT NULL constraint"
                            + " is NOT VALID");
                }
                new ColumnPrediction(draft, alter).setNotNull(table, column);
            }
        }
        draft.lock(table, index, renames ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_SHARE);
    }

    /// A new index, on the partitions too.
    private void index(Relation table, Optional<String> name, String columns, String suffix) {
        String chosen = name.orElseGet(() -> IndexNames.chosen(draft.facts(), table.name(), columns, suffix));
        draft.makesIndexLike(table, chosen);
        for (Relation target : draft.facts().withDescendants(table)) {
            boolean below = !target.name().equals(table.name());
            if (below && !table.partitioned()) {
                continue;
            }
            if (below) {
                draft.lock(target, draft.version() >= 18 ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE);
                draft.makesIndexLike(target, IndexNames.chosen(draft.facts(), target.name(), columns, suffix));
            }
            draft.scan(target);
        }
    }

    void validate(Relation table, String name) {
        Optional<ConstraintFacts> found = table.constraint(name);
        if (found.isEmpty()) {
            if (draft.facts().isUnknown() || table.columns().isEmpty()) {
                draft.scan(table);
                return;
            }
            throw new Refused(
                    "constraint \"" + name + "\" of relation \"" + table.name().name() + "\" does not exist");
        }
        ConstraintFacts constraint = found.get();
        if (constraint.validated()) {
            return;
        }
        switch (constraint.kind()) {
            case FOREIGN_KEY -> {
                draft.referenced(constraint).ifPresent(referenced -> {
                    draft.facts()
                            .withDescendants(referenced)
                            .forEach(relation -> draft.lock(relation, LockMode.ROW_SHARE));
                    draft.checksRows(table, referenced);
                });
            }
            case CHECK, NOT_NULL -> draft.scanAll(table);
            case PRIMARY_KEY, UNIQUE, EXCLUSION, OTHER ->
                throw new Refused("constraint \"" + name + "\" of relation \""
                        + table.name().name() + "\" is not a foreign key, check, or not-null constraint");
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
            dropIndexOf(table, constraint, drop.cascade());
        }
    }

    private void dropIndexOf(Relation table, ConstraintFacts constraint, boolean cascade) {
        Optional<ObjectName> index = constraint.index();
        for (DatabaseFacts.Reference reference : draft.facts().references(table)) {
            if (reference.key().index().equals(index)) {
                if (!cascade) {
                    throw new Refused("cannot drop constraint " + constraint.name() + " on table "
                            + table.name().name() + " because other objects depend on it");
                }
                draft.lock(reference.table(), LockMode.ACCESS_EXCLUSIVE);
            }
        }
        index.flatMap(name -> table.index(name.name()))
                .ifPresent(own -> IndexPrediction.withAttached(draft, own)
                        .forEach(each -> draft.facts()
                                .tableOfIndex(each.name())
                                .ifPresent(of -> draft.lock(of, each, LockMode.ACCESS_EXCLUSIVE))));
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
        if (constraint.kind() != Kind.FOREIGN_KEY && change.enforced().isPresent()) {
            throw new Refused("cannot alter enforceability of constraint \"" + change.name() + "\" of relation \""
                    + table.name().name() + "\"");
        }
        change.enforced()
                .ifPresent(enforced -> draft.referenced(constraint).ifPresent(referenced -> {
                    if (enforced && !constraint.enforced()) {
                        draft.lock(referenced, LockMode.SHARE_ROW_EXCLUSIVE);
                        draft.checksRows(table, referenced);
                    } else if (!enforced && constraint.enforced()) {
                        draft.lock(referenced, LockMode.ACCESS_EXCLUSIVE);
                    }
                }));
    }
}
