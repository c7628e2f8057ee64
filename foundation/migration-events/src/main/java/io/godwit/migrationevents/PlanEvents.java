package io.godwit.migrationevents;

import io.godwit.events.Plan;
import io.godwit.events.Step;
import io.godwit.model.ContentHash;
import io.godwit.model.Problem;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.TransactionMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plans as events. A plan survives the way out and back unchanged, its hash with it.
public final class PlanEvents {
    /// An executor of before there was waiting must not pass over it.
    private static final String REFUSED_BY_OLD_EXECUTORS =
            "DO $godwit$ BEGIN RAISE EXCEPTION 'this step waits, which needs a newer executor-service'; END $godwit$";

    /// Rows that go are written as a backfill that sets nothing, which an executor of before cannot run and says so.
    private static final String NOTHING = "";

    private PlanEvents() {}

    public static Plan toEvent(io.godwit.model.plan.Plan plan) {
        return new Plan(
                plan.hash().hexadecimal(),
                plan.catalogHash().hexadecimal(),
                plan.steps().stream().map(PlanEvents::toEvent).toList());
    }

    /// @throws Problem (user) if the event holds something this version does not know, or if its hash is not that of
    /// its steps:
    ///     a plan that was changed on the way must not run
    public static io.godwit.model.plan.Plan fromEvent(Plan event) {
        io.godwit.model.plan.Plan plan = new io.godwit.model.plan.Plan(
                new ContentHash(event.getCatalogHash()),
                event.getSteps().stream().map(PlanEvents::fromEvent).toList());
        if (!plan.hash().hexadecimal().equals(event.getPlanHash())) {
            throw Problem.user(
                    "PLAN_HASH_DIFFERS",
                    "The plan's steps do not have the hash the event states (" + event.getPlanHash()
                            + "): it was changed on the way, or written by another version of Godwit. Submit the change again.");
        }
        return plan;
    }

    private static Step toEvent(io.godwit.model.plan.Step step) {
        return Step.newBuilder()
                .setId(step.id())
                .setPhase(io.godwit.events.Phase.valueOf(step.phase().name()))
                .setTitle(step.title())
                .setAction(action(step.action()))
                .setCheck(check(step.action()))
                .setRollback(new io.godwit.events.Rollback(
                        io.godwit.events.Reversibility.valueOf(
                                step.rollback().reversibility().name()),
                        step.rollback().statements(),
                        mode(step.rollback().transaction()),
                        step.rollback().note()))
                .setProbe(step.probe().orElse(null))
                .setLocks(step.locks().stream().map(PlanEvents::toEvent).toList())
                .setLockTimeoutMillis(step.lockTimeout().toMillis())
                .setStatementTimeoutMillis(step.statementTimeout().toMillis())
                .setChanges(step.changes())
                .build();
    }

    /// A lock as an event. The relation is written `schema.name`, unquoted.
    public static io.godwit.events.ExpectedLock toEvent(io.godwit.model.plan.ExpectedLock lock) {
        return new io.godwit.events.ExpectedLock(
                lock.relation().schema() + "." + lock.relation().name(),
                lock.mode().sql());
    }

    private static Object action(io.godwit.model.plan.Action action) {
        return switch (action) {
            case io.godwit.model.plan.Action.RunSql sql ->
                new io.godwit.events.RunSql(sql.statements(), mode(sql.transaction()));
            case io.godwit.model.plan.Action.BuildIndexConcurrently build ->
                new io.godwit.events.BuildIndexConcurrently(
                        build.index().schema(), build.index().name(), build.statement());
            case io.godwit.model.plan.Action.Backfill backfill ->
                new io.godwit.events.Backfill(
                        backfill.table().schema(),
                        backfill.table().name(),
                        backfill.keyColumns(),
                        backfill.assignments(),
                        backfill.condition(),
                        backfill.batchRows(),
                        io.godwit.events.Passes.valueOf(backfill.passes().name()));
            case io.godwit.model.plan.Action.DeleteRows delete ->
                new io.godwit.events.Backfill(
                        delete.table().schema(),
                        delete.table().name(),
                        delete.keyColumns(),
                        NOTHING,
                        delete.condition(),
                        delete.batchRows(),
                        io.godwit.events.Passes.ONCE);
            case io.godwit.model.plan.Action.Compare compare ->
                new io.godwit.events.RunSql(compare.statements(), mode(compare.transaction()));
            case io.godwit.model.plan.Action.AwaitQuiet wait ->
                new io.godwit.events.RunSql(List.of(REFUSED_BY_OLD_EXECUTORS), mode(wait.transaction()));
        };
    }

    private static @Nullable Object check(io.godwit.model.plan.Action action) {
        return switch (action) {
            case io.godwit.model.plan.Action.Compare compare ->
                new io.godwit.events.Compare(
                        compare.table().schema(), compare.table().name(), compare.keyColumns(), compare.disagreement());
            case io.godwit.model.plan.Action.AwaitQuiet wait ->
                new io.godwit.events.AwaitQuiet(wait.unused().stream()
                        .map(name -> new io.godwit.events.UsedName(
                                name.relation().schema(),
                                name.relation().name(),
                                name.column().orElse(null)))
                        .toList());
            case io.godwit.model.plan.Action.RunSql _,
                    io.godwit.model.plan.Action.BuildIndexConcurrently _,
                    io.godwit.model.plan.Action.Backfill _,
                    io.godwit.model.plan.Action.DeleteRows _ -> null;
        };
    }

    private static io.godwit.model.plan.Step fromEvent(Step step) {
        io.godwit.events.Rollback rollback = step.getRollback();
        return new io.godwit.model.plan.Step(
                step.getId(),
                known(Phase.class, step.getPhase()),
                step.getTitle(),
                action(step.getCheck().orElse(step.getAction())),
                new Rollback(
                        known(Reversibility.class, rollback.getReversibility()),
                        rollback.getStatements(),
                        known(TransactionMode.class, rollback.getTransaction()),
                        rollback.getNote()),
                step.getProbe(),
                locks(step.getLocks()),
                Duration.ofMillis(step.getLockTimeoutMillis()),
                Duration.ofMillis(step.getStatementTimeoutMillis()),
                step.getChanges());
    }

    private static List<io.godwit.model.plan.ExpectedLock> locks(List<io.godwit.events.ExpectedLock> locks) {
        return locks.stream()
                .map(lock -> new io.godwit.model.plan.ExpectedLock(
                        qualified(lock.getRelation()),
                        LockMode.named(lock.getMode()).orElseThrow(() -> unknown("lock mode", lock.getMode()))))
                .toList();
    }

    private static ObjectName qualified(String relation) {
        int dot = relation.indexOf('.');
        return dot < 0
                ? ObjectName.inPublic(relation)
                : new ObjectName(relation.substring(0, dot), relation.substring(dot + 1));
    }

    private static io.godwit.model.plan.Action action(Object action) {
        return switch (action) {
            case io.godwit.events.RunSql sql ->
                new io.godwit.model.plan.Action.RunSql(
                        sql.getStatements(), known(TransactionMode.class, sql.getTransaction()));
            case io.godwit.events.BuildIndexConcurrently build ->
                new io.godwit.model.plan.Action.BuildIndexConcurrently(
                        new ObjectName(build.getSchemaName(), build.getIndex()), build.getStatement());
            case io.godwit.events.Backfill delete
            when delete.getAssignments().equals(NOTHING) ->
                new io.godwit.model.plan.Action.DeleteRows(
                        new ObjectName(delete.getSchemaName(), delete.getTable()),
                        delete.getKeyColumns(),
                        delete.getCondition(),
                        delete.getBatchRows());
            case io.godwit.events.Backfill backfill ->
                new io.godwit.model.plan.Action.Backfill(
                        new ObjectName(backfill.getSchemaName(), backfill.getTable()),
                        backfill.getKeyColumns(),
                        backfill.getAssignments(),
                        backfill.getCondition(),
                        backfill.getBatchRows(),
                        known(io.godwit.model.plan.Action.Backfill.Passes.class, backfill.getPasses()));
            case io.godwit.events.Compare compare ->
                new io.godwit.model.plan.Action.Compare(
                        new ObjectName(compare.getSchemaName(), compare.getTable()),
                        compare.getKeyColumns(),
                        compare.getDisagreement());
            case io.godwit.events.AwaitQuiet wait ->
                new io.godwit.model.plan.Action.AwaitQuiet(wait.getUnused().stream()
                        .map(name -> new io.godwit.model.plan.Action.UsedName(
                                new ObjectName(name.getSchemaName(), name.getRelation()), name.getColumn()))
                        .toList());
            default -> throw unknown("action", action.getClass().getSimpleName());
        };
    }

    private static io.godwit.events.TransactionMode mode(TransactionMode mode) {
        return io.godwit.events.TransactionMode.valueOf(mode.name());
    }

    static <E extends Enum<E>> E known(Class<E> domain, Enum<?> event) {
        try {
            return Enum.valueOf(domain, event.name());
        } catch (IllegalArgumentException notOurs) {
            throw unknown(domain.getSimpleName(), event.name());
        }
    }

    private static Problem unknown(String what, String value) {
        return Problem.user(
                "EVENT_OF_A_NEWER_VERSION",
                "The event has a " + what + " this version of Godwit does not know (" + value
                        + "): update this service.");
    }
}
