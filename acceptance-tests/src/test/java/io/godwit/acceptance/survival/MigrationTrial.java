package io.godwit.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.acceptance.survival.Proving.Prepared;
import io.godwit.executor.ledger.StepRecord;
import io.godwit.executor.lifecycle.Status;
import io.godwit.model.MigrationId;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.plan.Action.Backfill;
import io.godwit.model.plan.Phase;
import io.godwit.stack.test.Patience;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// One migration under clients that write, with disturbances at points of chance, and what must be so in the end.
final class MigrationTrial {
    private static final Duration LONGEST_LAG = Duration.ofMillis(60);
    /// Old code that still runs when the contract phase is allowed: nothing of its must be gone yet.
    private static final Duration OLD_CODE_STAYS = Duration.ofMillis(700);

    private static final Set<Status> AT_REST = Set.of(
            Status.AWAITING_PROMOTION,
            Status.APPLIED,
            Status.STOPPED,
            Status.ROLLBACK_STOPPED,
            Status.ROLLED_BACK,
            Status.REFUSED);

    private final Proving proving;
    private final Prepared prepared;
    private final LedgerDesk desk;
    private final Random random;
    private final List<Disturbance> disturbances;
    private final List<String> befallen = new ArrayList<>();

    /// @param disturbances of which one happens at each point
    private MigrationTrial(Proving proving, Prepared prepared, Random random, Set<Disturbance> disturbances) {
        this.proving = proving;
        this.prepared = prepared;
        this.desk = new LedgerDesk(proving.server(), Proving.DATABASE);
        this.random = random;
        this.disturbances = List.copyOf(disturbances);
    }

    /// What a trial came to.
    ///
    /// @param points       where it was disturbed
    /// @param committed    transactions of the clients
    /// @param refusals     those that were not committed, by SQLSTATE
    /// @param longestWrite the longest of those that were
    record Outcome(List<String> points, long committed, Map<String, Long> refusals, Duration longestWrite) {
        @Override
        public String toString() {
            return points + ", " + committed + " transactions, the longest " + longestWrite.toMillis()
                    + " ms, not committed " + refusals;
        }
    }

    /// Forward to the end, disturbed as often as there are points.
    ///
    /// @throws AssertionError if anything is not as it would be after an undisturbed run
    static Outcome forward(Proving proving, SurvivalCase change, long seed, int points, Set<Disturbance> disturbances)
            throws SQLException {
        Random random = new Random(seed);
        MigrationTrial trial = new MigrationTrial(proving, proving.fresh(change), random, disturbances);
        return trial.run(points, Way.FORWARD, seed);
    }

    /// Forward to a point of chance before the contract phase, then back, disturbed on the way forth and back.
    ///
    /// @throws AssertionError if anything is not as it was before
    static Outcome back(Proving proving, SurvivalCase change, long seed, int points, Set<Disturbance> disturbances)
            throws SQLException {
        Random random = new Random(seed);
        MigrationTrial trial = new MigrationTrial(proving, proving.fresh(change), random, disturbances);
        return trial.run(points, Way.BACK, seed);
    }

    /// Into the contract phase to a point of chance, then back from there, if the plan allows it without a loss; else
    /// to the end.
    ///
    /// @throws AssertionError if anything is not as it was before
    static Outcome lateBack(Proving proving, SurvivalCase change, long seed, int points, Set<Disturbance> disturbances)
            throws SQLException {
        Random random = new Random(seed);
        MigrationTrial trial = new MigrationTrial(proving, proving.fresh(change), random, disturbances);
        return trial.run(points, Way.LATE_BACK, seed);
    }

    private enum Way {
        FORWARD,
        BACK,
        LATE_BACK
    }

    private Outcome run(int points, Way way, long seed) throws SQLException {
        boolean back = way == Way.BACK;
        SurvivalCase change = prepared.change();
        Writers old = writers(change.old(), seed);
        Writers fresh = Writers.none(proving.server());
        try {
            MigrationId id = desk.submit(prepared.plan());
            int atFirst = back ? points / 2 : (points + 1) / 2;
            int steps = (int) prepared.plan().steps().stream()
                    .filter(step -> step.phase() != Phase.CONTRACT)
                    .count();
            if (back) {
                int turn = random.nextInt(steps + 1);
                disturb(id, atFirst, 0, turn);
                awaitProgress(id, turn);
                lag();
                desk.rollBack(id);
                disturb(id, points - atFirst, 0, turn);
                awaitStatus(id, Status.ROLLED_BACK);
            } else {
                disturb(id, atFirst, 0, steps);
                Status rest = awaitRest(id);
                if (rest == Status.AWAITING_PROMOTION) {
                    if (change.fresh().isPresent()) {
                        fresh = writers(change.fresh().get(), seed + 1);
                        awaitSome(fresh);
                    }
                    desk.promote(id);
                    LockSupport.parkNanos(OLD_CODE_STAYS.toNanos());
                    old.close();
                    int end = prepared.plan().steps().size();
                    if (way == Way.LATE_BACK) {
                        int turn = random.nextInt(steps, end);
                        disturb(id, (points - atFirst) / 2, steps, turn);
                        awaitProgress(id, turn);
                        lag();
                        fresh.close();
                        back = desk.rolledBackWithoutLoss(id);
                        befallen.add((back ? "back after step " : "no way back after step ") + turn);
                        disturb(id, points - atFirst - (points - atFirst) / 2, steps, end);
                    } else {
                        disturb(id, points - atFirst, steps, end);
                    }
                }
                awaitStatus(id, back ? Status.ROLLED_BACK : Status.APPLIED);
            }
            old.close();
            fresh.close();
            assertThat(old.errors()).as("errors the old code got").isEmpty();
            assertThat(fresh.errors()).as("errors the new code got").isEmpty();
            verify(id, back);
        } catch (AssertionError | SQLException | RuntimeException failure) {
            throw new AssertionError(
                    "case " + change + " " + way + ", seed " + seed + ", points " + befallen + ": "
                            + failure.getMessage(),
                    failure);
        } finally {
            old.close();
            fresh.close();
            desk.close();
        }
        return new Outcome(
                befallen,
                old.committed() + fresh.committed(),
                old.refusals(),
                old.longest().compareTo(fresh.longest()) > 0 ? old.longest() : fresh.longest());
    }

    private Writers writers(Client client, long seed) {
        return Writers.start(
                proving.server(),
                Proving.DATABASE,
                List.of(client, client),
                seed,
                Duration.ofMillis(2),
                prepared.change().hasReplicatedRows());
    }

    private static void awaitSome(Writers writers) {
        await().atMost(Patience.LONGEST).until(() -> writers.committed() > 20);
    }

    /// Waits for each of some chosen amounts of progress, then a little longer, and disturbs.
    private void disturb(MigrationId id, int points, int from, int to) {
        int[] places =
                random.ints(points, from, Math.max(from + 1, to)).sorted().toArray();
        for (int place : places) {
            Disturbance disturbance = disturbances.get(random.nextInt(disturbances.size()));
            int progress = awaitProgress(id, place);
            lag();
            proving.befall(disturbance);
            befallen.add(disturbance + " after step " + progress);
        }
    }

    private void lag() {
        LockSupport.parkNanos(random.nextLong(LONGEST_LAG.toNanos()));
    }

    /// Waits until so many steps are done (or, on the way back, left), or the migration is at rest.
    private int awaitProgress(MigrationId id, int steps) {
        int[] progress = new int[1];
        await().pollInterval(Duration.ofMillis(10)).atMost(Patience.LONGEST).until(() -> {
            proving.checkExecutor();
            Status status = desk.status(id);
            List<StepRecord> records = desk.steps(id);
            progress[0] = (int) records.stream()
                    .filter(record -> record.state() == StepRecord.StepState.DONE)
                    .count();
            boolean reached = status == Status.ROLLING_BACK ? progress[0] <= steps : progress[0] >= steps;
            return reached && status != Status.AUTHORIZED || AT_REST.contains(status);
        });
        return progress[0];
    }

    private Status awaitRest(MigrationId id) {
        return await().pollInterval(Duration.ofMillis(20))
                .atMost(Patience.LONGEST)
                .until(() -> desk.status(id), AT_REST::contains);
    }

    private void awaitStatus(MigrationId id, Status wanted) throws SQLException {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Patience.LONGEST)
                .until(() -> desk.status(id), status -> status == wanted || isStopped(status));
        assertThat(desk.status(id)).as(() -> errors()).isEqualTo(wanted);
    }

    private static boolean isStopped(Status status) {
        return status == Status.STOPPED || status == Status.ROLLBACK_STOPPED || status == Status.REFUSED;
    }

    private String errors() {
        return proving.server()
                .ask(
                        Proving.DATABASE,
                        "SELECT message FROM godwit.history UNION ALL SELECT title || ': ' || error || rollback_error"
                                + " FROM godwit.step WHERE error || rollback_error <> ''")
                .toString();
    }

    /// Writers and the fills of other columns touch rows too, and the triggers then give these their values: a fill
    /// that
    /// comes late may find no row without one.
    private boolean mayFindNothing(StepRecord step) {
        return prepared.plan().steps().get(step.position()).action() instanceof Backfill;
    }

    private void verify(MigrationId id, boolean back) throws SQLException {
        SurvivalCase change = prepared.change();
        assertThat(Remains.differences(proving.server(), Proving.DATABASE, back ? change.undone() : change.contents()))
                .as("rows that are not as in the twin")
                .isEmpty();
        Catalog expected = back ? prepared.before() : prepared.after();
        assertThat(CatalogDiff.between(
                        expected, proving.catalog(), expected.enums().keySet()))
                .as("what is different from the catalog of an undisturbed run")
                .isEmpty();
        if (!back) {
            assertThat(desk.steps(id))
                    .as("each step was done, and by the migration")
                    .allMatch(step -> step.state() == StepRecord.StepState.DONE)
                    .allMatch(step -> !step.foundDone() || mayFindNothing(step));
        }
        await().atMost(Patience.LONGEST)
                .untilAsserted(() -> assertThat(Remains.of(proving.server(), Proving.DATABASE))
                        .as("what is left")
                        .isEmpty());
        await().atMost(Patience.LONGEST)
                .untilAsserted(() -> assertThat(proving.server()
                                .ask(Proving.DATABASE, "SELECT topic FROM godwit.outbox WHERE NOT published"))
                        .as("events that nobody was told")
                        .isEmpty());
    }
}
