package io.godwit.executor;

import static io.godwit.executor.ExampleSteps.ORDERS;
import static io.godwit.executor.ExampleSteps.addColumn;
import static io.godwit.executor.ExampleSteps.buildIndex;
import static io.godwit.executor.ExampleSteps.filled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.godwit.executor.lifecycle.LifecycleCommand.Resume;
import io.godwit.executor.lifecycle.Policy;
import io.godwit.executor.lifecycle.Policy.Autonomy;
import io.godwit.executor.lifecycle.Policy.ContractStart;
import io.godwit.executor.lifecycle.Policy.OnFailure;
import io.godwit.executor.lifecycle.Status;
import io.godwit.executor.step.StepPolicy;
import io.godwit.executor.step.StepPolicy.Blocking;
import io.godwit.model.MigrationId;
import io.godwit.model.plan.Action.RunSql;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.stack.test.Patience;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What stands in the way of a step, and what becomes of it.
class ObstaclesIT {
    private static final Policy GUARDED = new Policy(Autonomy.GUARDED, ContractStart.IMMEDIATE, OnFailure.STOP);
    private static final StepPolicy USUAL = StepPolicy.usual().withQuiet(Duration.ZERO);

    @Test
    void an_index_that_waits_too_long_is_given_up_and_what_kept_it_waiting_is_named() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS, filled(10))) {
            MigrationId id = database.submit(database.plan(buildIndex()));
            try (Connection holder = database.connections().open("a report");
                    Statement statement = holder.createStatement()) {
                holder.setAutoCommit(false);
                statement.execute("UPDATE orders SET total = 4711 WHERE id = 1");
                database.run(id, USUAL.withIndexWait(Duration.ofMillis(500)));
                assertThat(database.status(id)).isEqualTo(Status.STOPPED);
                assertThat(database.applied().getLast().getReason())
                        .contains("it waited longer than 0.5 s (executor.index.wait) for pid", "(a report)")
                        .contains("UPDATE orders SET total = ? WHERE id = ?", "godwit resume");
            }
            database.command(id, new Resume("ann", ""));
            database.run(id, USUAL);
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
            assertThat(database.value("SELECT count(*) FILTER (WHERE indisvalid) || '/' || count(*) FROM pg_index"
                            + " WHERE indrelid = 'orders'::regclass"))
                    .isEqualTo("2/2");
        }
    }

    @Test
    void what_a_reindex_that_was_broken_off_has_left_is_dropped_before_the_next_try() throws Exception {
        try (ExecutedDatabase database =
                new ExecutedDatabase(GUARDED, ORDERS, filled(10), "CREATE INDEX orders_total ON orders (total)")) {
            Step reindex = Step.of(
                    "reindex",
                    Phase.EXPAND,
                    "Builds orders_total anew",
                    RunSql.alone("REINDEX INDEX CONCURRENTLY orders_total"),
                    Rollback.lossless(),
                    Optional.empty());
            MigrationId id = database.submit(database.plan(reindex));
            try (Connection holder = database.connect();
                    Statement statement = holder.createStatement()) {
                holder.setAutoCommit(false);
                statement.execute("UPDATE orders SET total = 1 WHERE id = 1");
                CompletableFuture<Void> run = database.running(id, USUAL);
                await().atMost(Patience.LONGEST).until(() -> leftovers(database), "orders_total_ccnew"::equals);
                database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
                        + " datname = current_database() AND application_name = 'godwit executor'");
                assertThatThrownBy(run::join).hasRootCauseInstanceOf(SQLException.class);
            }
            assertThat(leftovers(database)).isEqualTo("orders_total_ccnew");
            database.run(id, USUAL);
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
            assertThat(leftovers(database)).isEqualTo("null");
        }
    }

    @Test
    void a_statement_that_blocks_for_too_long_is_broken_off_if_the_policy_says_so() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS, filled(10));
                Connection holder = database.connections().open("a report")) {
            MigrationId id = database.submit(database.plan(addColumn()));
            CompletableFuture<Void> report = ExecutedDatabase.running(() -> {
                try (Statement statement = holder.createStatement()) {
                    statement.execute("SELECT pg_sleep(30) FROM orders");
                }
            });
            await().atMost(Patience.LONGEST)
                    .until(() -> !database.value(
                                    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND"
                                            + " wait_event = 'PgSleep'")
                            .equals("no row"));
            database.run(id, USUAL.withLockBudget(Duration.ofSeconds(2)).withBlockers(Blocking.CANCEL));
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
            assertThat(database.said("Breaks off the statement of pid")).isNotEmpty();
            assertThatThrownBy(report::join).hasStackTraceContaining("canceling statement due to user request");
            assertThat(holder.isValid(1)).isTrue();
        }
    }

    @Test
    void a_prepared_transaction_that_holds_the_table_is_named_with_what_ends_it() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS, filled(10));
                Connection holder = database.connections().open("a client");
                Statement statement = holder.createStatement()) {
            String name = "transfer " + database.role();
            statement.execute("BEGIN; UPDATE orders SET total = 1 WHERE id = 1; PREPARE TRANSACTION '" + name + "'");
            MigrationId id = database.submit(database.plan(addColumn()));
            database.run(id, Duration.ofMillis(600));
            assertThat(database.status(id)).isEqualTo(Status.STOPPED);
            assertThat(database.applied().getLast().getReason())
                    .contains("prepared transaction '" + name + "'", "ROLLBACK PREPARED");
            statement.execute("ROLLBACK PREPARED '" + name + "'");
        }
    }

    @Test
    void a_vacuum_against_wraparound_is_named_for_it_gives_way_to_nobody() throws Exception {
        String slowly = "ALTER TABLE orders SET (autovacuum_freeze_max_age = 100000, autovacuum_freeze_table_age = 0,"
                + " autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1)";
        String burn = "CREATE PROCEDURE burn() LANGUAGE plpgsql AS"
                + " 'BEGIN FOR i IN 1..100100 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END'";
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS, filled(100_000), slowly, burn)) {
            database.execute("GRANT pg_read_all_stats TO " + database.role());
            MigrationId id = database.submit(database.plan(addColumn()));
            database.execute("CALL burn()");
            napping(database, "SET autovacuum_naptime = '1s'");
            try {
                // The server has one worker, which may be busy with the tables of other tests.
                await().atMost(Patience.LONGEST)
                        .until(() -> !database.value(
                                        "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                                                + " AND query LIKE 'autovacuum: % public.orders (to prevent wraparound)'")
                                .equals("no row"));
                database.run(id, Duration.ofMillis(600));
                assertThat(database.status(id)).isEqualTo(Status.STOPPED);
                assertThat(database.applied().getLast().getReason())
                        .contains("autovacuum", "public.orders (to prevent wraparound)");
            } finally {
                napping(database, "RESET autovacuum_naptime");
                database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND backend_type = 'autovacuum worker'");
                database.execute("ALTER TABLE orders RESET (autovacuum_freeze_max_age)");
            }
        }
    }

    private static void napping(ExecutedDatabase database, String change) {
        database.execute("ALTER SYSTEM " + change);
        database.execute("SELECT pg_reload_conf()");
    }

    private static String leftovers(ExecutedDatabase database) throws SQLException {
        return database.value("SELECT string_agg(relname, ',') FROM pg_class JOIN pg_index ON indexrelid = oid"
                + " WHERE NOT indisvalid");
    }
}
