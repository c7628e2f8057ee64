package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Constraint;
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

/// The steps of a [ConvertedColumn].
final class ColumnConversion {
    private static final int FIRST_BATCH = 1000;

    private final Step original;
    private final Conversion conversion;
    private final TakeOver takeOver;
    private final ObjectName name;
    private final String fresh;
    private final String of;

    ColumnConversion(Step original, Conversion conversion) {
        this.original = original;
        this.conversion = conversion;
        this.takeOver = new TakeOver(conversion);
        this.name = conversion.name();
        this.fresh = conversion.fresh();
        this.of = name + "." + conversion.column().name();
    }

    List<Step> steps() {
        Steps steps = new Steps(original);
        boolean divided = PartitionTree.isDivided(conversion.table());
        fill(steps);
        if (!conversion.column().nullable()) {
            steps.setNotNull(
                    Phase.MIGRATE,
                    name,
                    fresh,
                    Rollback.lossless(conversion.alter() + "ALTER COLUMN " + SqlName.quoted(fresh) + " DROP NOT NULL"));
        }
        conversion.tree().members().forEach(member -> build(steps, member));
        conversion.tree().leaves().forEach(member -> buildBefore(steps, member));
        conversion.checks().forEach(check -> hold(steps, check));
        conversion.references().forEach(reference -> refer(steps, reference));
        steps.add(
                        Phase.MIGRATE,
                        "Compare the converted values with " + of,
                        new Action.Compare(
                                name,
                                Steps.rowKey(conversion.table()),
                                conversion.forth().difference()),
                        lossless(takeOver.validated()),
                        Optional.empty())
                .add(
                        Phase.MIGRATE,
                        OwnSteps.TAKE_OVER + of + " over",
                        sql(takeOver.forth()),
                        lossless(takeOver.back()),
                        Probes.column(name, conversion.old()))
                .wait("Keep the old column of " + of + " for a while", List.of())
                .add(
                        Phase.CONTRACT,
                        OwnSteps.LEAVE + of,
                        sql(Stream.concat(
                                        conversion.back().leave().stream(),
                                        Stream.of(
                                                conversion.alter() + "DROP COLUMN " + SqlName.quoted(conversion.old())))
                                .toList()),
                        new Rollback(
                                Reversibility.LOSSY,
                                divided ? takeOver.oldColumn() : takeOver.oldColumnBesideOthers(),
                                divided ? TransactionMode.TOGETHER : TransactionMode.NONE,
                                "values are converted back to "
                                        + conversion.column().type()
                                        + ": what does not fit it stands in the way, what it cannot express is lost. The"
                                        + " last safe point is before this step"),
                        Probes.noColumn(name, conversion.old()));
        return steps.all();
    }

    private void fill(Steps steps) {
        Twin forth = conversion.forth();
        steps.add(
                        original.phase(),
                        "Add a column of type " + conversion.type().type() + " beside " + of,
                        sql(Stream.concat(
                                        Stream.of(conversion.alter() + "ADD COLUMN " + SqlName.quoted(fresh) + " "
                                                + fullType()),
                                        conversion.grants(fresh).stream())
                                .toList()),
                        Rollback.lossless(conversion.alter() + "DROP COLUMN " + SqlName.quoted(fresh)),
                        Probes.column(name, fresh))
                .add(
                        original.phase(),
                        "Let it follow " + of,
                        sql(forth.follow()),
                        lossless(forth.leave()),
                        Probes.trigger(name, forth.name()))
                .add(
                        Phase.MIGRATE,
                        "Convert the values of " + of,
                        new Action.Backfill(
                                name, Steps.rowKey(conversion.table()), forth.filling(), forth.missing(), FIRST_BATCH),
                        Rollback.lossless(),
                        Probes.noRow(name, forth.missing()));
    }

    private String fullType() {
        return conversion.type().type()
                + conversion
                        .type()
                        .collation()
                        .map(collation -> " COLLATE " + collation)
                        .orElse("");
    }

    /// A key of a partitioned table has no index until it takes the name over.
    private void build(Steps steps, Table member) {
        ColumnIndexes indexes = conversion.indexesOf(member);
        if (!PartitionTree.isDivided(member)) {
            indexes.all()
                    .forEach(index -> build(
                            steps,
                            "Build the index " + index.name() + " on the new column",
                            member.name().sibling(conversion.freshOf(index.name())),
                            indexes.createConcurrently(index, conversion.freshOf(index.name()), fresh)));
            return;
        }
        IndexesTakeOver over = new IndexesTakeOver(conversion);
        for (Index index : indexes.plain()) {
            ObjectName built = member.name().sibling(conversion.freshOf(index.name()));
            List<String> statements = new ArrayList<>();
            statements.add(over.alone(member, index, built.name(), fresh));
            statements.addAll(over.attached(member, index, conversion::freshOf));
            steps.add(
                    Phase.MIGRATE,
                    "Make the index " + index.name() + " of " + member.name()
                            + " on the new column, of its partitions'",
                    sql(statements),
                    Rollback.lossless("DROP INDEX IF EXISTS " + built.sql()),
                    Probes.validIndex(built));
        }
    }

    private void buildBefore(Steps steps, Table member) {
        ColumnIndexes indexes = conversion.indexesOf(member);
        conversion
                .keyBefore(member)
                .ifPresent(index -> build(
                        steps,
                        "Build an index on the old column that lets " + index.name() + " lead back",
                        member.name().sibling(conversion.beforeOf(index.name())),
                        indexes.createConcurrently(
                                index,
                                conversion.beforeOf(index.name()),
                                conversion.column().name())));
    }

    private static void build(Steps steps, String title, ObjectName built, String statement) {
        steps.add(
                Phase.MIGRATE,
                title,
                new Action.BuildIndexConcurrently(built, statement),
                Rollback.losslessAlone("DROP INDEX CONCURRENTLY IF EXISTS " + built.sql()),
                Probes.validIndex(built));
    }

    private void hold(Steps steps, Constraint.Check check) {
        String held = SqlName.quoted(conversion.freshOf(check.name()));
        steps.add(
                        Phase.MIGRATE,
                        "Hold new values of the new column to " + check.name(),
                        Action.RunSql.together(conversion.alter() + "ADD CONSTRAINT " + held + " CHECK ("
                                + conversion.expression(check, fresh) + ") NOT VALID"),
                        Rollback.lossless(conversion.alter() + "DROP CONSTRAINT " + held),
                        Probes.constraint(name, conversion.freshOf(check.name())))
                .add(
                        Phase.MIGRATE,
                        "Check the converted values against " + check.name(),
                        Action.RunSql.together(conversion.alter() + "VALIDATE CONSTRAINT " + held),
                        Rollback.lossless(),
                        Probes.validated(name, conversion.freshOf(check.name())));
    }

    private void refer(Steps steps, Reference reference) {
        String key = reference.key().name();
        String held = conversion.freshOf(key);
        steps.add(
                Phase.MIGRATE,
                "Hold new rows to " + key + " on the new column",
                Action.RunSql.together(reference.add(held, conversion.indexes(), fresh)),
                Rollback.lossless(reference.drop(held)),
                Probes.constraint(reference.holder(), held));
        if (reference.key().validated()) {
            steps.add(
                    Phase.MIGRATE,
                    "Check existing rows against it",
                    Action.RunSql.together(reference.validate(held)),
                    Rollback.lossless(),
                    Probes.validated(reference.holder(), held));
        }
    }

    private static Action sql(List<String> statements) {
        return new Action.RunSql(statements, TransactionMode.TOGETHER);
    }

    private static Rollback lossless(List<String> statements) {
        return new Rollback(Reversibility.LOSSLESS, statements, TransactionMode.TOGETHER, "");
    }
}
