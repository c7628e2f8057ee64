package io.godwit.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.acceptance.InMemory;
import io.godwit.executor.ledger.StepRecord;
import io.godwit.executor.lifecycle.Status;
import io.godwit.model.MigrationId;
import io.godwit.stack.test.Patience;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two executors of one database: the second waits as long as the first lives.
class TakeoverIT {
    private static final Duration RESUMED_WITHIN = Duration.ofSeconds(15);

    @TempDir(factory = InMemory.class)
    static Path folder;

    @Test
    void a_second_executor_takes_over_when_the_first_has_lost_its_session_or_its_life_and_not_before()
            throws Exception {
        try (Proving proving = Proving.start(folder, EnumSet.of(Disturbance.KILL_EXECUTOR));
                LedgerDesk desk = new LedgerDesk(proving.server(), Proving.DATABASE)) {
            Proving.Prepared prepared = proving.fresh(SurvivalCases.otherTypes());
            MigrationId id = desk.submit(prepared.plan());
            awaitDone(desk, id, 1);
            try (ExecutorProcess standby = proving.startExecutor("standby")) {
                await().atMost(Patience.LONGEST)
                        .until(() -> proving.server()
                                .ask(
                                        Proving.DATABASE,
                                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                                + " AND application_name = 'godwit executor guard'")
                                .equals(List.of("2")));
                proving.executor().suspend();
                await().during(Duration.ofMillis(1500))
                        .atMost(Patience.LONGEST)
                        .until(() -> token(proving), "1"::equals);

                proving.server()
                        .ask(
                                Proving.DATABASE,
                                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                                        + " AND objid = 2");
                await().atMost(Patience.LONGEST).until(() -> token(proving), "2"::equals);
                proving.executor().wake();
                await().atMost(Patience.LONGEST).until(() -> desk.status(id) == Status.AWAITING_PROMOTION);
                assertThat(token(proving)).as("kept by the second").isEqualTo("2");

                List<StepRecord> before = finished(desk, id);
                long done = before.size();
                standby.kill();
                long killed = System.nanoTime();
                desk.promote(id);
                awaitDone(desk, id, done + 1);
                assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(RESUMED_WITHIN);
                assertThat(token(proving)).as("taken by the first again").isEqualTo("3");
                await().atMost(Patience.LONGEST).until(() -> desk.status(id) == Status.APPLIED);
                assertThat(desk.steps(id))
                        .as("what was done stays as it was, and nothing is done by any but the migration")
                        .startsWith(before.toArray(StepRecord[]::new))
                        .allMatch(step -> step.state() == StepRecord.StepState.DONE
                                && !(step.commitsWithRecord() && step.foundDone()));
            }
        }
    }

    private static void awaitDone(LedgerDesk desk, MigrationId id, long steps) {
        await().pollInterval(Duration.ofMillis(20)).atMost(Patience.LONGEST).until(() -> done(desk, id) >= steps);
    }

    private static long done(LedgerDesk desk, MigrationId id) throws SQLException {
        return finished(desk, id).size();
    }

    /// Steps follow each other, so those that are done are the first ones.
    private static List<StepRecord> finished(LedgerDesk desk, MigrationId id) throws SQLException {
        return desk.steps(id).stream()
                .filter(step -> step.finishedAt().isPresent())
                .toList();
    }

    private static String token(Proving proving) {
        return proving.server()
                .ask(Proving.DATABASE, "SELECT token FROM godwit.fence")
                .getFirst();
    }
}
