package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.validator.facts.ColumnFacts;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.ConstraintFacts.Kind;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Constraints that rest on an index: primary keys, unique and exclusion constraints.
final class KeyPrediction {
    private static final Pattern EXCLUDED = Pattern.compile(
            "(\"[^\"]+\"|\\w+(?:\\((?:[^()]|\\([^()]*\\))*\\))?|\\((?:[^()]|\\([^()]*\\))*\\))(?:\\s+\\w+_ops)?\\s+with\\b",
            Pattern.CASE_INSENSITIVE);

    private final Draft draft;
    private final Statement.AlterTable alter;

    KeyPrediction(Draft draft, Statement.AlterTable alter) {
        this.draft = draft;
        this.alter = alter;
    }

    void exclusion(Relation table, ConstraintDefinition.Exclusion exclusion) {
        index(table, exclusion.name(), excludedColumns(draft, table, exclusion), "excl", _ -> Optional.empty());
    }

    /// As they stand in the name PostgreSQL chooses.
    static String excludedColumns(Draft draft, Relation table, ConstraintDefinition.Exclusion exclusion) {
        Matcher matcher = EXCLUDED.matcher(exclusion.definition());
        StringBuilder columns = new StringBuilder();
        while (matcher.find()) {
            String key = matcher.group(1).strip();
            columns.append(columns.isEmpty() ? "" : "_").append(IndexNames.column(draft, table, key));
        }
        return columns.toString();
    }

    /// As they stand in the name PostgreSQL chooses: those of INCLUDE too.
    static String keyColumns(ConstraintDefinition.Unique unique) {
        return Stream.concat(unique.columns().stream(), unique.include().stream())
                .collect(Collectors.joining("_"));
    }

    /// Written with a column that is added.
    void withColumn(Relation table, ColumnDefinition column, Optional<String> name, boolean primary) {
        if (primary) {
            refuseSecondPrimaryKey(table);
        }
        refuseSameValue(table, column);
        index(table, name, primary ? "" : column.name(), primary ? "pkey" : "key", _ -> Optional.empty());
    }

    void add(
            Relation table,
            Optional<String> name,
            List<String> columns,
            String nameColumns,
            Optional<String> usingIndex,
            boolean primary) {
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
        refuseDuplicates(draft, table, columns, "true");
        if (primary && alter.only()) {
            refuseNullableChildren(table, columns);
        }
        if (primary) {
            columns.forEach(column -> refuseUnprovenNotNull(table, column));
            List<Relation> reached = draft.facts().withDescendants(table);
            reached.forEach(each -> {
                draft.lock(each, LockMode.ACCESS_EXCLUSIVE);
                columns.forEach(column -> prediction.setNotNull(each, column));
            });
        }
        index(
                table,
                name,
                nameColumns,
                primary ? "pkey" : "key",
                target -> AttachedKeys.ready(target, columns, primary));
    }

    static void refuseWithoutPartitionKey(Relation table, List<String> columns) {
        boolean missing = table.partitioned()
                && table.columns().stream()
                        .anyMatch(column -> ColumnPrediction.partitionKey(table, column.name())
                                && !columns.contains(column.name()));
        if (missing) {
            throw new Refused("unique constraint on partitioned table must include all partitioning columns");
        }
    }

    /// @param rows a condition for those the index holds
    static void refuseDuplicates(Draft draft, Relation table, List<String> columns, String rows) {
        String list = columns.stream().map(SqlName::quoted).collect(Collectors.joining(", "));
        String some = columns.stream()
                .map(column -> SqlName.quoted(column) + " is not null")
                .collect(Collectors.joining(" and "));
        boolean twice = draft.anyRow(
                table,
                columns,
                "select 1 from " + (table.partitioned() ? "" : "only ")
                        + table.name().sql() + " where (" + rows + ") and " + some + " group by " + list
                        + " having count(*) > 1");
        if (twice) {
            throw new Refused("could not create unique index: the data hold duplicates of (" + list + ")");
        }
    }

    private void refuseSecondPrimaryKey(Relation table) {
        if (table.primaryKey().filter(key -> !draft.drops(alter, key)).isPresent()) {
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
                refuseUnprovenNotNull(table, column);
                new ColumnPrediction(draft, alter).setNotNull(table, column);
            }
        }
        draft.lock(table, index, renames ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_SHARE);
    }

    private void refuseNullableChildren(Relation table, List<String> columns) {
        for (Relation child : draft.facts().withDescendants(table)) {
            for (String column : columns) {
                boolean nullable = !child.name().equals(table.name())
                        && !child.column(column).map(ColumnFacts::marked).orElse(true);
                if (nullable) {
                    throw new Refused("column \"" + column + "\" of table \""
                            + child.name().name() + "\" is not marked NOT NULL");
                }
            }
        }
    }

    private static void refuseUnprovenNotNull(Relation table, String column) {
        boolean notValid = table.constraints(Kind.NOT_NULL)
                .anyMatch(c -> !c.validated() && c.columns().equals(List.of(column)));
        if (notValid) {
            throw new Refused(
                    "cannot create primary key on column \"" + column + "\": its NOT NULL constraint is NOT VALID");
        }
    }

    /// A name the same command gives up is free.
    private DatabaseFacts withoutDropped(Relation table) {
        return draft.facts()
                .withRelations(draft.facts()
                        .relations()
                        .with(table.withIndexes(table.indexes().stream()
                                .filter(index -> index.constraint()
                                        .flatMap(table::constraint)
                                        .filter(constraint -> draft.drops(alter, constraint))
                                        .isEmpty())
                                .toList())));
    }

    /// A new index, on the partitions too.
    ///
    /// @param ready the one a partition has already
    private void index(
            Relation table,
            Optional<String> name,
            String columns,
            String suffix,
            Function<Relation, Optional<IndexFacts>> ready) {
        String chosen = name.orElseGet(() -> IndexNames.chosen(withoutDropped(table), table.name(), columns, suffix));
        draft.makesIndexLike(table, chosen);
        List<Relation> targets = alter.only() ? List.of(table) : draft.facts().withDescendants(table);
        for (Relation target : targets) {
            boolean below = !target.name().equals(table.name());
            if (below && !table.partitioned()) {
                if (draft.version() >= 18) {
                    draft.lock(target, LockMode.ACCESS_EXCLUSIVE);
                }
                continue;
            }
            if (below) {
                draft.lock(target, draft.version() >= 18 ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE);
                Optional<IndexFacts> there = ready.apply(target);
                if (there.isPresent()) {
                    draft.lock(target, there.get(), LockMode.SHARE);
                    continue;
                }
                draft.makesIndexLike(target, IndexNames.chosen(draft.facts(), target.name(), columns, suffix));
            }
            draft.scan(target);
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
                && draft.anyRow(
                        table, List.of(), "select 1 from only " + table.name().sql() + " offset 1")) {
            throw new Refused("could not create unique index: every row would get the same " + column.name());
        }
    }

    void dropIndexOf(Relation table, ConstraintFacts constraint, boolean cascade) {
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
}
