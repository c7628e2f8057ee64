package io.godwit.executor;

import static io.godwit.executor.ExampleSteps.ORDERS;
import static io.godwit.executor.ExampleSteps.addColumn;
import static io.godwit.executor.ExampleSteps.buildIndex;
import static io.godwit.executor.ExampleSteps.fill;
import static io.godwit.executor.ExampleSteps.filled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.executor.lifecycle.LifecycleCommand.Cancel;
import io.godwit.executor.lifecycle.LifecycleCommand.Pause;
import io.godwit.executor.lifecycle.LifecycleCommand.Promote;
import io.godwit.executor.lifecycle.LifecycleCommand.SetSpeed;
import io.godwit.executor.lifecycle.Policy;
import io.godwit.executor.lifecycle.Policy.Autonomy;
import io.godwit.executor.lifecycle.Policy.ContractStart;
import io.godwit.executor.lifecycle.Policy.OnFailure;
import io.godwit.executor.lifecycle.Status;
import io.godwit.executor.step.StepPolicy;
import io.godwit.executor.step.StepPolicy.Blocking;
import io.godwit.executor.throttle.ThrottleLimits;
import io.godwit.executor.window.MaintenanceWindows;
import io.godwit.model.ContentHash;
import io.godwit.model.MigrationId;
import io.godwit.model.plan.Action.RunSql;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.stack.test.Patience;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What people and the server's load do to a step that runs.
class SteeringIT {
    private static final Policy GUARDED = new Policy(Autonomy.GUARDED, ContractStart.IMMEDIATE, OnFailure.STOP);
    private static final StepPolicy USUAL = StepPolicy.usual().withQuiet(Duration.ZERO);

    @Test
    void a_pause_breaks_a_long_statement_off_at_once() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS)) {
            Step slow = Step.of(
                    "slow",
                    Phase.EXPAND,
                    "Sleeps",
                    RunSql.together("SELECT pg_sleep(60)"),
                    Rollback.lossless(),
                    Optional.empty());
            MigrationId id = database.submit(database.plan(slow));
            CompletableFuture<Void> run = database.running(id, USUAL);
            awaitStatement(database, "SELECT pg_sleep(60)");
            database.command(id, new Pause("ann", "rush hour"));
            run.get(5, java.util.concurrent.TimeUnit.SECONDS);
            assertThat(database.status(id)).isEqualTo(Status.PAUSED);
        }
    }

    @Test
    void a_cancel_breaks_an_index_off_and_leaves_nothing() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS, filled(100));
                Connection holder = database.connect();
                Statement statement = holder.createStatement()) {
            ContentHash before = database.catalogHash();
            MigrationId id = database.submit(database.plan(buildIndex()));
            holder.setAutoCommit(false);
            statement.execute("UPDATE orders SET total = 1 WHERE id = 1");
            CompletableFuture<Void> run = database.running(id, USUAL);
            await().atMost(Patience.LONGEST)
                    .until(() -> !database.said("Waits for pid").isEmpty());
            database.command(id, new Cancel("ann", "not today", Optional.empty()));
            await().atMost(Patience.LONGEST)
                    .until(() -> database.value("SELECT count(*) FROM pg_stat_progress_create_index"
                                    + " WHERE datname = current_database()")
                            .equals("0"));
            holder.rollback();
            run.get();
            assertThat(database.status(id)).isEqualTo(Status.ROLLED_BACK);
            assertThat(database.catalogHash()).isEqualTo(before);
        }
    }

    @Test
    void a_backfill_holds_back_while_a_signal_is_against_it_and_says_which() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS, filled(1000))) {
            database.execute("ALTER TABLE orders ADD COLUMN note text");
            MigrationId id = database.submit(database.plan(fill()));
            try (Connection other = database.connect();
                    Statement vacuum = other.createStatement()) {
                other.setAutoCommit(false);
                vacuum.execute("LOCK TABLE orders IN SHARE UPDATE EXCLUSIVE MODE");
                CompletableFuture<Void> run = database.running(id, USUAL);
                await().atMost(Patience.LONGEST)
                        .until(() -> !database.said("Holds back: a vacuum").isEmpty());
                assertThat(database.value("SELECT count(*) FROM orders WHERE note IS NOT NULL"))
                        .isEqualTo("0");
                other.rollback();
                run.get();
            }
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
        }
    }

    @Test
    void the_speed_is_set_while_it_runs() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS, filled(3000))) {
            database.execute("ALTER TABLE orders ADD COLUMN note text");
            MigrationId id = database.submit(database.plan(fill()));
            database.command(id, new SetSpeed(1, "ann", "rush hour"));
            long begun = System.nanoTime();
            database.run(id, USUAL.withThrottle(ThrottleLimits.none()));
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(300));
            assertThat(database.value("SELECT message FROM godwit.history WHERE event = 'SpeedSet'"))
                    .isEqualTo("Backfills and comparisons work 1% of the time: ann (rush hour).");
        }
    }

    @Test
    void a_session_that_blocks_for_too_long_is_ended_if_the_policy_says_so() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS);
                Connection holder = database.connections().open("a client");
                Statement statement = holder.createStatement()) {
            MigrationId id = database.submit(database.plan(addColumn()));
            holder.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM orders WHERE total = 4711");
            database.run(id, USUAL.withLockBudget(Duration.ofSeconds(3)).withBlockers(Blocking.TERMINATE));
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
            assertThat(database.said("Ends the session of pid")).isNotEmpty();
            assertThat(database.said("4711")).isEmpty();
            assertThat(holder.isValid(1)).isFalse();
        }
    }

    @Test
    void low_timeouts_of_the_role_do_not_hurt() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS, filled(1000))) {
            Step slow = Step.of(
                    "slow",
                    Phase.EXPAND,
                    "Sleeps",
                    RunSql.together("SELECT pg_sleep(0.3)"),
                    Rollback.lossless(),
                    Optional.empty());
            MigrationId id = database.submit(database.plan(slow, addColumn(), buildIndex(), fill()));
            for (String setting : Set.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")) {
                database.execute("ALTER ROLE " + database.role() + " SET " + setting + " = 50");
            }
            database.execute("ALTER ROLE " + database.role() + " SET default_transaction_isolation = 'serializable'");
            database.run(id, USUAL);
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
        }
    }

    @Test
    void a_strong_lock_waits_for_the_maintenance_window_unless_a_person_says_now() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS)) {
            String dayAfterTomorrow = LocalDate.now(ZoneOffset.UTC)
                    .plusDays(2)
                    .getDayOfWeek()
                    .getDisplayName(TextStyle.SHORT, Locale.ROOT);
            MaintenanceWindows windows =
                    MaintenanceWindows.parse(List.of(dayAfterTomorrow + " 02:00-03:00"), ZoneOffset.UTC);
            MigrationId id = database.submit(database.plan(addColumn()));
            CompletableFuture<Void> run = ExecutedDatabase.running(() -> database.run(id, USUAL, windows));
            await().atMost(Patience.LONGEST)
                    .until(() -> !database.said("waits for the maintenance window, until " + dayAfterTomorrow)
                            .isEmpty());
            assertThat(database.said("02:00 Z")).isNotEmpty();
            database.command(id, new Promote("ann", "incident 12", true));
            run.get();
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
        }
    }

    private static void awaitStatement(ExecutedDatabase database, String sql) {
        await().atMost(Patience.LONGEST)
                .until(() -> !database.value("SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND datname ="
                                + " current_database() AND pid <> pg_backend_pid() AND query = '" + sql + "'")
                        .equals("no row"));
    }
}
