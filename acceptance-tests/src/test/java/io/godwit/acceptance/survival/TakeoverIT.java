package io.godwit.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.executor.lifecycle.Status;
import io.godwit.model.MigrationId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two executors of one database: the second waits as long as the first lives.
class TakeoverIT {
    private static final Duration RESUMED_WITHIN = Duration.ofSeconds(15);

    @TempDir
    static Path folder;

    @Test
    void a_second_executor_takes_over_when_the_first_is_killed_and_not_before() throws SQLException {
        try (Proving proving = Proving.start(folder, EnumSet.of(Disturbance.KILL_EXECUTOR));
                LedgerDesk desk = new LedgerDesk(proving.server(), Proving.DATABASE)) {
            Proving.Prepared prepared = proving.fresh(SurvivalCases.otherTypes());
            MigrationId id = desk.submit(prepared.plan());
            awaitDone(desk, id, 1);
            try (ExecutorProcess standby = proving.startExecutor("standby")) {
                await().atMost(Proving.patience())
                        .until(() -> proving.server()
                                .ask(
                                        Proving.DATABASE,
                                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                                + " AND application_name = 'godwit executor guard'")
                                .equals(java.util.List.of("2")));
                await().atMost(Proving.patience()).until(() -> desk.status(id) == Status.AWAITING_PROMOTION);
                assertThat(token(proving)).as("taken by the first alone").isEqualTo("1");

                long done = done(desk, id);
                proving.killExecutor();
                long killed = System.nanoTime();
                desk.promote(id);
                awaitDone(desk, id, done + 1);
                Duration resumed = Duration.ofNanos(System.nanoTime() - killed);

                assertThat(resumed).isLessThan(RESUMED_WITHIN);
                assertThat(token(proving)).isEqualTo("2");
                await().atMost(Proving.patience()).until(() -> desk.status(id) == Status.APPLIED);
                assertThat(standby.isAlive()).isTrue();
            }
        }
    }

    private static void awaitDone(LedgerDesk desk, MigrationId id, long steps) {
        await().pollInterval(Duration.ofMillis(20)).atMost(Proving.patience()).until(() -> done(desk, id) >= steps);
    }

    private static long done(LedgerDesk desk, MigrationId id) throws SQLException {
        return desk.steps(id).stream()
                .filter(step -> step.finishedAt().isPresent())
                .count();
    }

    private static String token(Proving proving) {
        return proving.server()
                .ask(Proving.DATABASE, "SELECT token FROM godwit.fence")
                .getFirst();
    }
}
