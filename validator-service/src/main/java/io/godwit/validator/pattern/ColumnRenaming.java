package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The steps of a [RenamedColumn].
final class ColumnRenaming {
    private static final int FIRST_BATCH = 1000;

    private final Step original;
    private final PartitionTree tree;
    private final Table table;
    private final Column column;
    private final String after;
    private final String twin;
    private final SameValue filling;
    private final SameValue both;
    private final ColumnIndexes indexes;
    private final boolean fillsItself;
    private final boolean granted;

    /// @param fillsItself whether the column has a default that differs from row to row
    /// @param watched     whether the table has BEFORE triggers of its own
    /// @param granted     whether roles hold privileges on just this column
    ColumnRenaming(
            Step original,
            PartitionTree tree,
            Column column,
            String after,
            boolean fillsItself,
            boolean watched,
            boolean granted) {
        this.granted = granted;
        this.original = original;
        this.tree = tree;
        this.table = tree.root();
        this.column = column;
        this.after = after;
        this.fillsItself = fillsItself;
        this.twin = twin(column.name());
        ObjectName name = tree.root().name();
        String type = column.type().sql();
        this.filling = new SameValue(name, column.name(), twin, type, Optional.empty(), fillsItself, watched);
        this.both = new SameValue(
                name,
                after,
                column.name(),
                type,
                fillsItself ? Optional.empty() : column.defaultExpression(),
                fillsItself,
                watched);
        this.indexes = new ColumnIndexes(tree.root(), column.name());
    }

    /// What the second column is called until it takes the old name.
    static String twin(String column) {
        return Steps.limited(column + "_twin");
    }

    List<Step> steps() {
        ObjectName name = table.name();
        String before = column.name();
        Steps steps = new Steps(original)
                .add(
                        original.phase(),
                        "Add a second column for " + name + "." + before,
                        sql(Stream.concat(
                                        Stream.of(alter() + "ADD COLUMN " + SqlName.quoted(twin) + " " + column.type()),
                                        ColumnGrants.copied(granted, name, before, twin).stream())
                                .toList()),
                        Rollback.lossless(alter() + "DROP COLUMN IF EXISTS " + SqlName.quoted(twin)),
                        Probes.column(name, twin))
                .add(
                        original.phase(),
                        "Let it follow " + name + "." + before,
                        sql(filling.follow()),
                        lossless(filling.stopFollowing()),
                        Probes.trigger(name, filling.followerName()))
                .add(
                        Phase.MIGRATE,
                        "Copy the values of " + name + "." + before,
                        new Action.Backfill(
                                name,
                                Steps.rowKey(table),
                                SqlName.quoted(twin) + " = " + SqlName.quoted(before),
                                filling.difference(),
                                FIRST_BATCH),
                        Rollback.lossless(),
                        Probes.noRow(name, filling.difference()));
        tree.leaves().forEach(leaf -> build(steps, new ColumnIndexes(leaf, before)));
        steps.add(
                Phase.MIGRATE,
                OwnSteps.BOTH_NAMES + before + " and " + after + ": from here on the new code may be deployed",
                sql(bothNames()),
                lossless(oneName()),
                Probes.both(Probes.column(name, before), Probes.column(name, after)));
        steps.await("Wait until the new code is deployed and nobody uses " + name + "." + before, name, before)
                .compare(
                        "Compare " + before + " with " + after,
                        new Action.Compare(name, indexes.in(Steps.rowKey(table), after), both.difference()))
                .add(
                        Phase.CONTRACT,
                        OwnSteps.OLD_NAME + before + " of " + name,
                        sql(Stream.concat(
                                        both.leave().stream(),
                                        Stream.of(alter() + "DROP COLUMN " + SqlName.quoted(before)))
                                .toList()),
                        Rollback.lossless(),
                        Probes.noColumn(name, before));
        return steps.all();
    }

    /// The old code's queries go through the second column from when it has the old name. Those of a partitioned table
    /// find the indexes of its partitions.
    private void build(Steps steps, ColumnIndexes of) {
        for (Index index : of.all()) {
            ObjectName built = of.table().name().sibling(twin(index.name() + "_" + column.name()));
            steps.add(
                    Phase.MIGRATE,
                    "Build the index " + index.name() + " for the old name",
                    new Action.BuildIndexConcurrently(built, of.createConcurrently(index, built.name(), twin)),
                    Rollback.losslessAlone("DROP INDEX CONCURRENTLY IF EXISTS " + built.sql()),
                    Probes.validIndex(built));
        }
    }

    private List<String> bothNames() {
        List<String> statements = new ArrayList<>(filling.stopFollowing());
        statements.addAll(original.action().statements());
        statements.add(alter() + "RENAME COLUMN " + SqlName.quoted(twin) + " TO " + SqlName.quoted(column.name()));
        if (!fillsItself) {
            column.defaultExpression()
                    .ifPresent(value -> statements.add(
                            alter() + "ALTER COLUMN " + SqlName.quoted(column.name()) + " SET DEFAULT " + value));
        }
        statements.addAll(both.keep());
        return statements;
    }

    /// Right also where the old name is gone already.
    private List<String> oneName() {
        List<String> statements = new ArrayList<>(both.leave());
        statements.add(alter() + "DROP COLUMN IF EXISTS " + SqlName.quoted(column.name()));
        statements.addAll(original.rollback().statements());
        return statements;
    }

    private String alter() {
        return "ALTER TABLE " + table.name().sql() + " ";
    }

    private static Action sql(List<String> statements) {
        return new Action.RunSql(statements, TransactionMode.TOGETHER);
    }

    private static Rollback lossless(List<String> statements) {
        return new Rollback(Reversibility.LOSSLESS, statements, TransactionMode.TOGETHER, "");
    }
}
