package io.godwit.executor;

import static io.godwit.executor.ExampleSteps.ORDERS;
import static io.godwit.executor.ExampleSteps.addColumn;
import static io.godwit.executor.ExampleSteps.addEnumValue;
import static io.godwit.executor.ExampleSteps.buildIndex;
import static io.godwit.executor.ExampleSteps.deleteOdd;
import static io.godwit.executor.ExampleSteps.dropIndex;
import static io.godwit.executor.ExampleSteps.fill;
import static io.godwit.executor.ExampleSteps.filled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.executor.ledger.Fence;
import io.godwit.executor.ledger.FencedOff;
import io.godwit.executor.lifecycle.LifecycleCommand.Pause;
import io.godwit.executor.lifecycle.LifecycleCommand.Resume;
import io.godwit.executor.lifecycle.LifecycleCommand.RollBack;
import io.godwit.executor.lifecycle.Policy;
import io.godwit.executor.lifecycle.Policy.Autonomy;
import io.godwit.executor.lifecycle.Policy.ContractStart;
import io.godwit.executor.lifecycle.Policy.OnFailure;
import io.godwit.executor.lifecycle.Status;
import io.godwit.model.ContentHash;
import io.godwit.model.MigrationId;
import io.godwit.model.plan.Step;
import io.godwit.stack.test.Patience;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/// The executor's session is ended by the server in the middle of a step, which is all that a killed executor is to the
/// database; another run then carries on.
class BrokenOffIT {
    private static final Policy GUARDED = new Policy(Autonomy.GUARDED, ContractStart.PROMOTE, OnFailure.STOP);
    private static final Duration PATIENT = Duration.ofSeconds(30);

    @Test
    void a_step_in_one_transaction_is_done_once() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS)) {
            MigrationId id = brokenOff(database, "LOCK TABLE orders IN SHARE MODE", addColumn());
            database.run(id);
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
        }
    }

    @Test
    void a_step_outside_a_transaction_is_done_once() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS, "CREATE TYPE state AS ENUM ('open')")) {
            MigrationId id = brokenOff(database, "ALTER TYPE state ADD VALUE 'never'", addEnumValue());
            database.run(id);
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
            assertThat(database.value("SELECT string_agg(enumlabel, ',') FROM pg_enum"))
                    .isEqualTo("open,sent");
        }
    }

    @Test
    void an_index_that_was_half_built_is_built_anew_and_its_rollback_removes_it() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS, filled(1000))) {
            ContentHash before = database.catalogHash();
            MigrationId id = brokenOff(database, "UPDATE orders SET total = 1 WHERE id = 1", buildIndex());
            assertThat(valid(database)).isEqualTo("f");
            database.run(id);
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
            assertThat(valid(database)).isEqualTo("t");

            MigrationId undone = id;
            database.command(undone, new RollBack("ann", "", Optional.empty()));
            killedWhileRunning(database, "UPDATE orders SET total = 1 WHERE id = 1", undone);
            database.run(undone);
            assertThat(database.status(undone)).isEqualTo(Status.ROLLED_BACK);
            assertThat(database.catalogHash()).isEqualTo(before);
        }
    }

    @Test
    void an_index_whose_drop_was_broken_off_is_whole_after_the_way_back() throws Exception {
        try (ExecutedDatabase database =
                new ExecutedDatabase(GUARDED, ORDERS, filled(1000), "CREATE INDEX orders_total ON orders (total)")) {
            ContentHash before = database.catalogHash();
            MigrationId id = brokenOff(database, "UPDATE orders SET total = 1 WHERE id = 1", dropIndex());
            assertThat(valid(database)).isEqualTo("f");

            database.command(id, new RollBack("ann", "", Optional.empty()));
            killedWhileRunning(database, "UPDATE orders SET total = 1 WHERE id = 1", id);
            database.run(id);

            assertThat(database.status(id)).isEqualTo(Status.ROLLED_BACK);
            assertThat(database.catalogHash()).isEqualTo(before);
        }
    }

    @Test
    void a_backfill_goes_on_after_its_last_committed_batch() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS, filled(3000))) {
            database.execute("ALTER TABLE orders ADD COLUMN note text");
            database.execute("CREATE TABLE public.touched (id bigint)");
            database.execute("GRANT ALL ON public.touched TO PUBLIC");
            database.execute("""
                    CREATE FUNCTION public.count_touch() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN INSERT INTO public.touched VALUES (NEW.id); RETURN NEW; END'
                    """);
            database.execute(
                    "CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION public.count_touch()");
            MigrationId id = brokenOff(database, "SELECT FROM orders WHERE id = 1500 FOR UPDATE", fill());
            String half = database.value("SELECT count(*) FROM orders WHERE note IS NOT NULL");
            assertThat(Integer.parseInt(half)).isBetween(1, 2999);
            database.run(id);
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
            assertThat(database.value("SELECT count(*) FROM orders WHERE note = 'total ' || total"))
                    .isEqualTo("3000");
            assertThat(database.value("SELECT count(*) - count(DISTINCT id) FROM public.touched"))
                    .isEqualTo("0");
            assertThat(database.steps(id).getFirst().rowsChanged()).isEqualTo(3000);
        }
    }

    @Test
    void rows_that_go_in_batches_go_once_and_what_is_written_meanwhile_stays() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS, filled(3000))) {
            MigrationId id = brokenOff(database, "SELECT FROM orders WHERE id = 1501 FOR UPDATE", deleteOdd());
            long half = Long.parseLong(database.value("SELECT count(*) FROM orders"));
            assertThat(half).isBetween(1501L, 2999L);
            database.execute("INSERT INTO orders (id, total) VALUES (-1, 5)");

            database.run(id);

            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
            assertThat(database.value("SELECT count(*) FROM orders WHERE id > 0 AND id % 2 = 1"))
                    .isEqualTo("0");
            assertThat(database.value("SELECT count(*) FROM orders WHERE id > 0"))
                    .isEqualTo("1500");
            assertThat(database.value("SELECT count(*) FROM orders WHERE id = -1"))
                    .as("written behind the cursor")
                    .isEqualTo("1");
            assertThat(database.value("SELECT rows_changed FROM godwit.step WHERE migration_id = '" + id + "'"))
                    .isEqualTo("1500");
        }
    }

    @Test
    void a_pause_is_honoured_between_batches_and_resume_goes_on() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS, filled(3000))) {
            database.execute("ALTER TABLE orders ADD COLUMN note text");
            MigrationId id = database.submit(database.plan(fill()));
            try (Connection holder = database.connect();
                    Statement statement = holder.createStatement()) {
                holder.setAutoCommit(false);
                statement.execute("SELECT FROM orders WHERE id = 1500 FOR UPDATE");
                CompletableFuture<Boolean> run =
                        CompletableFuture.supplyAsync(() -> endedBySqlError(database, id), Thread::startVirtualThread);
                await().atMost(Patience.LONGEST)
                        .until(() -> database.value(
                                        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'godwit executor'"
                                                + " AND datname = current_database() AND wait_event_type = 'Lock'")
                                .equals("1"));
                database.command(id, new Pause("ann", "rush hour"));
                assertThat(run.join()).isFalse();
            }
            assertThat(database.status(id)).isEqualTo(Status.PAUSED);
            database.command(id, new Resume("ann", ""));
            database.run(id);
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
            assertThat(database.value("SELECT count(*) FROM orders WHERE note IS NOT NULL"))
                    .isEqualTo("3000");
        }
    }

    @Test
    void a_second_executor_takes_over_when_the_first_is_gone_and_fences_it_off() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS);
                Connection second = database.connections().open("godwit executor guard")) {
            Fence stale;
            try (Connection first = database.connections().open("godwit executor guard")) {
                stale = ExecutorLock.tryTake(first).orElseThrow();
                assertThat(ExecutorLock.tryTake(second)).isEmpty();
            }
            Fence fresh = await().atMost(Patience.LONGEST)
                    .until(() -> ExecutorLock.tryTake(second), Optional::isPresent)
                    .orElseThrow();
            fresh.hold(second);
            Assertions.assertThatThrownBy(() -> stale.hold(second)).isInstanceOf(FencedOff.class);
        }
    }

    private static MigrationId brokenOff(ExecutedDatabase database, String blocking, Step step) throws Exception {
        MigrationId id = database.submit(database.plan(step));
        killedWhileRunning(database, blocking, id);
        assertThat(database.status(id)).isEqualTo(Status.APPLYING);
        return id;
    }

    private static void killedWhileRunning(ExecutedDatabase database, String blocking, MigrationId id)
            throws SQLException {
        try (Connection holder = database.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute(blocking);
            CompletableFuture<Boolean> run =
                    CompletableFuture.supplyAsync(() -> endedBySqlError(database, id), Thread::startVirtualThread);
            await().atMost(Patience.LONGEST)
                    .pollInterval(Duration.ofMillis(30))
                    .until(() -> !database.value("""
                                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                                    WHERE datname = current_database() AND application_name = 'godwit executor'
                                        AND wait_event_type = 'Lock'
                                    """).equals("no row"));
            assertThat(run.join()).isTrue();
            holder.rollback();
        }
    }

    private static boolean endedBySqlError(ExecutedDatabase database, MigrationId id) {
        try {
            database.run(id, PATIENT);
            return false;
        } catch (SQLException ended) {
            return true;
        }
    }

    private static String valid(ExecutedDatabase database) throws SQLException {
        return database.value("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('orders_total')");
    }
}
