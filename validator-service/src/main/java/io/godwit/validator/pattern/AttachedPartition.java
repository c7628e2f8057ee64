package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.planning.AttachedPart;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.Relation;
import io.godwit.validator.prediction.PartitionBound;
import java.util.List;
import java.util.Optional;

/// ATTACH PARTITION of a table with rows: the keys and indexes of the partitioned table that it lacks are made first, a
/// check proves that its rows fit the bound, and another that the default partition holds none of them; so nothing is
/// left to be built or read under the strong lock. Bounds of several columns and of hashes are not proved.
public final class AttachedPartition implements SafePattern {
    @Override
    public String code() {
        return "GW103";
    }

    @Override
    public String explanation() {
        return "Its keys and indexes are built CONCURRENTLY first, and checks that are validated beforehand prove that the"
                + " rows fit: ATTACH would do both under ACCESS EXCLUSIVE, and read the default partition too.";
    }

    @Override
    public Optional<List<Step>> rewrite(
            Step step, ParsedStatement statement, Situation before, CatalogQuestions questions) {
        if (!(statement.statement()
                        instanceof Statement.AlterTable(ObjectName parent, List<TableChange> changes, var _, var _))
                || changes.size() != 1
                || !(changes.getFirst() instanceof TableChange.AttachPartition(ObjectName partition, String bound))
                || !before.mayHoldRows(partition)) {
            return Optional.empty();
        }
        DatabaseFacts facts = before.setting().facts();
        Optional<Relation> table = facts.relation(parent);
        Steps steps = new Steps(step);
        before.catalog()
                .table(parent)
                .ifPresent(divided -> before.catalog()
                        .table(partition)
                        .filter(_ -> !before.isPartitioned(partition))
                        .ifPresent(part -> new PartitionKeys(step, partition, before, steps)
                                .make(new AttachedPart(divided, part))));
        boolean keysAlone = !steps.all().isEmpty();
        Optional<String> condition = table.flatMap(found -> new PartitionBound(found.partitionBy()).condition(bound));
        if (condition.isEmpty() && !keysAlone) {
            return Optional.empty();
        }
        Optional<ObjectName> byDefault =
                condition.flatMap(_ -> table.flatMap(facts::defaultPartition)).map(Relation::name);
        condition.ifPresent(rows -> {
            prove(steps, step, partition, rows);
            byDefault.ifPresent(other -> prove(steps, step, other, "NOT (" + rows + ")"));
        });
        steps.add(step.phase(), step.title(), step.action(), step.rollback(), step.probe());
        condition.ifPresent(_ -> leave(steps, step, partition));
        byDefault.ifPresent(other -> leave(steps, step, other));
        return Optional.of(steps.all());
    }

    private static void prove(Steps steps, Step step, ObjectName table, String condition) {
        steps.add(
                        step.phase(),
                        "Hold new rows of " + table + " to the bound",
                        Action.RunSql.together(alter(table) + "ADD CONSTRAINT " + SqlName.quoted(check(table))
                                + " CHECK (" + condition + ") NOT VALID"),
                        Rollback.lossless(drop(table)),
                        Probes.constraint(table, check(table)))
                .add(
                        step.phase(),
                        "Check existing rows of " + table + " against it",
                        Action.RunSql.together(alter(table) + "VALIDATE CONSTRAINT " + SqlName.quoted(check(table))),
                        Rollback.lossless(),
                        Probes.validated(table, check(table)));
    }

    private static void leave(Steps steps, Step step, ObjectName table) {
        steps.add(
                step.phase(),
                "Drop the check that proved it of " + table,
                Action.RunSql.together(drop(table)),
                Rollback.lossless(),
                Probes.noConstraint(table, check(table)));
    }

    private static String check(ObjectName table) {
        return Steps.limited(table.name() + "_bound_proof");
    }

    private static String drop(ObjectName table) {
        return alter(table) + "DROP CONSTRAINT IF EXISTS " + SqlName.quoted(check(table));
    }

    private static String alter(ObjectName table) {
        return "ALTER TABLE " + table.sql() + " ";
    }
}
