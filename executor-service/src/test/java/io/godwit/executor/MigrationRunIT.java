package io.godwit.executor;

import static io.godwit.executor.ExampleSteps.NO_KEY;
import static io.godwit.executor.ExampleSteps.ORDERS;
import static io.godwit.executor.ExampleSteps.addColumn;
import static io.godwit.executor.ExampleSteps.addEnumValue;
import static io.godwit.executor.ExampleSteps.buildIndex;
import static io.godwit.executor.ExampleSteps.dropTotal;
import static io.godwit.executor.ExampleSteps.fill;
import static io.godwit.executor.ExampleSteps.filled;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.events.Applied;
import io.godwit.events.ApplyOutcome;
import io.godwit.events.MigrationProgress;
import io.godwit.events.ProgressState;
import io.godwit.executor.ledger.StepRecord;
import io.godwit.executor.lifecycle.LifecycleCommand.Promote;
import io.godwit.executor.lifecycle.LifecycleCommand.Resume;
import io.godwit.executor.lifecycle.LifecycleCommand.RollBack;
import io.godwit.executor.lifecycle.Policy;
import io.godwit.executor.lifecycle.Policy.Autonomy;
import io.godwit.executor.lifecycle.Policy.ContractStart;
import io.godwit.executor.lifecycle.Policy.OnFailure;
import io.godwit.executor.lifecycle.Status;
import io.godwit.model.ContentHash;
import io.godwit.model.MigrationId;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action.Backfill;
import io.godwit.model.plan.Action.RunSql;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.postgres.usage.QueryStatistics;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MigrationRunIT {
    private static final Policy GUARDED = new Policy(Autonomy.GUARDED, ContractStart.PROMOTE, OnFailure.STOP);

    @Test
    void a_migration_of_every_kind_of_step_is_applied_and_rolled_back() throws SQLException {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS, filled(1000))) {
            database.execute("CREATE EXTENSION pg_stat_statements");
            ContentHash before = database.catalogHash();
            MigrationId id = database.submit(database.plan(addColumn(), buildIndex(), fill(), dropTotal()));
            database.run(id);

            assertThat(database.status(id)).isEqualTo(Status.AWAITING_PROMOTION);
            try (Connection connection = database.connect()) {
                assertThat(QueryStatistics.read(connection).queries())
                        .as("what the executor asks is no application's: the test's own is left")
                        .filteredOn(query ->
                                query.sql().contains("orders") || query.sql().contains("godwit"))
                        .singleElement()
                        .satisfies(query -> assertThat(query.sql()).startsWith("INSERT INTO orders"));
            }
            assertThat(database.value("SELECT count(*) FROM orders WHERE note = 'total ' || total"))
                    .isEqualTo("1000");
            assertThat(database.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'orders_total'::regclass"))
                    .isEqualTo("t");
            assertThat(database.steps(id)).extracting(StepRecord::rowsChanged).containsExactly(0L, 0L, 1000L, 0L);
            assertThat(database.applied()).singleElement().satisfies(applied -> {
                assertThat(applied.getOutcome()).isEqualTo(ApplyOutcome.APPLIED);
                assertThat(applied.getComplete()).isFalse();
                assertThat(applied.getPhase()).contains(io.godwit.events.Phase.MIGRATE);
                assertThat(applied.getSteps()).hasSize(3);
            });

            database.command(id, new RollBack("ann", "", Optional.empty()));
            database.run(id);
            assertThat(database.status(id)).isEqualTo(Status.ROLLED_BACK);
            assertThat(database.catalogHash()).isEqualTo(before);
            assertThat(database.applied()).extracting(Applied::getOutcome).contains(ApplyOutcome.ROLLED_BACK);
        }
    }

    @Test
    void after_promote_the_contract_phase_runs() throws SQLException {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS)) {
            MigrationId id = database.submit(database.plan(addColumn(), dropTotal()));
            database.run(id);
            database.command(id, new Promote("ann", "deployed", false));
            database.run(id);
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
            assertThat(
                            database.value(
                                    "SELECT count(*) FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attname = 'total'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void a_catalog_that_has_changed_is_refused_and_nothing_is_run() throws SQLException {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS)) {
            Plan plan = database.plan(addColumn());
            MigrationId id = database.submit(plan);
            database.execute("CREATE TABLE public.other (id int)");
            database.run(id);
            assertThat(database.status(id)).isEqualTo(Status.REFUSED);
            assertThat(database.applied()).singleElement().satisfies(applied -> {
                assertThat(applied.getOutcome()).isEqualTo(ApplyOutcome.REFUSED);
                assertThat(applied.getReason()).contains("plans the change anew");
                assertThat(applied.getDriftedTo())
                        .isNotEqualTo(plan.catalogHash().hexadecimal())
                        .isNotEmpty();
            });
        }
    }

    @Test
    void a_lock_that_is_not_to_be_had_stops_the_step_names_the_blocker_and_can_be_resumed() throws SQLException {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS)) {
            MigrationId id = database.submit(database.plan(addColumn()));
            try (Connection holder = database.connections().open("a client");
                    Statement statement = holder.createStatement()) {
                holder.setAutoCommit(false);
                statement.execute("SELECT count(*) FROM orders");
                database.run(id, Duration.ofMillis(600));
            }
            assertThat(database.status(id)).isEqualTo(Status.STOPPED);
            assertThat(database.applied())
                    .singleElement()
                    .satisfies(applied -> assertThat(applied.getReason())
                            .contains("SELECT count(*) FROM orders")
                            .contains("godwit resume " + id));
            assertThat(database.progress)
                    .filteredOn(progress -> progress.getState() == ProgressState.BLOCKED)
                    .flatExtracting(MigrationProgress::getBlockedBy)
                    .anySatisfy(blocker -> assertThat(blocker).contains("SELECT count(*) FROM orders"));

            database.command(id, new Resume("ann", ""));
            database.run(id);
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
            assertThat(database.steps(id).getFirst().attempts()).isGreaterThan(1);
        }
    }

    @Test
    void an_invalid_leftover_of_an_index_is_dropped_and_built_again() throws SQLException {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS, filled(10))) {
            try (Connection owner = database.connections().open("setup");
                    Statement statement = owner.createStatement()) {
                statement.execute("CREATE INDEX orders_total ON orders (total)");
            }
            database.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'orders_total'::regclass");
            MigrationId id = database.submit(database.plan(buildIndex()));
            database.run(id);
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
            assertThat(database.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'orders_total'::regclass"))
                    .isEqualTo("t");
        }
    }

    @Test
    void an_index_that_is_not_unique_after_all_fails_and_leaves_nothing() throws SQLException {
        try (ExecutedDatabase database =
                new ExecutedDatabase(GUARDED, ORDERS, "INSERT INTO orders VALUES (1, 7), (2, 7)")) {
            Step unique = Step.of(
                    "unique-total",
                    Phase.EXPAND,
                    "Builds unique index orders_total",
                    new io.godwit.model.plan.Action.BuildIndexConcurrently(
                            ObjectName.inPublic("orders_total"),
                            "CREATE UNIQUE INDEX CONCURRENTLY orders_total ON orders (total)"),
                    Rollback.losslessAlone("DROP INDEX CONCURRENTLY IF EXISTS orders_total"),
                    Optional.empty());
            MigrationId id = database.submit(database.plan(unique));
            database.run(id);
            assertThat(database.status(id)).isEqualTo(Status.STOPPED);
            assertThat(database.value("SELECT to_regclass('orders_total')")).isEqualTo("null");
            assertThat(database.applied().getFirst().getReason()).contains("duplicated");
        }
    }

    @Test
    void a_table_without_a_key_is_filled_block_by_block() throws SQLException {
        try (ExecutedDatabase database =
                new ExecutedDatabase(GUARDED, NO_KEY, "INSERT INTO lines SELECT NULL FROM generate_series(1, 5000)")) {
            Step fill = Step.of(
                    "fill",
                    Phase.MIGRATE,
                    "Fills lines.amount",
                    new Backfill(ObjectName.inPublic("lines"), List.of(), "amount = 1", "amount IS NULL", 200),
                    Rollback.lossless(),
                    Optional.empty());
            MigrationId id = database.submit(database.plan(fill));
            database.run(id);
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
            assertThat(database.value("SELECT sum(amount) FROM lines")).isEqualTo("5000");
            assertThat(database.steps(id).getFirst().rowsChanged()).isEqualTo(5000);
        }
    }

    @Test
    void a_step_that_fails_keeps_what_was_done_and_the_policy_may_roll_it_back() throws SQLException {
        Policy rollback = new Policy(Autonomy.GUARDED, ContractStart.PROMOTE, OnFailure.ROLLBACK);
        try (ExecutedDatabase database = new ExecutedDatabase(rollback, ORDERS)) {
            ContentHash before = database.catalogHash();
            Step broken = Step.of(
                    "broken",
                    Phase.EXPAND,
                    "Divides by zero",
                    RunSql.together("CREATE TABLE half_done (id int)", "SELECT 1 / 0"),
                    Rollback.lossless("DROP TABLE half_done"),
                    Optional.empty());
            MigrationId id = database.submit(database.plan(addColumn(), broken));
            database.run(id);
            assertThat(database.status(id)).isEqualTo(Status.ROLLED_BACK);
            assertThat(database.catalogHash()).isEqualTo(before);
            assertThat(database.applied())
                    .extracting(Applied::getOutcome)
                    .containsExactly(ApplyOutcome.FAILED, ApplyOutcome.ROLLED_BACK);
            assertThat(database.applied().getFirst().getReason()).contains("division by zero");
        }
    }

    @Test
    void a_full_disk_stops_the_step_instead_of_being_filled_again_and_resume_goes_on() throws SQLException {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS)) {
            Step full = Step.of(
                    "full",
                    Phase.EXPAND,
                    "Finds no room",
                    RunSql.together("DO $$ BEGIN IF to_regclass('room') IS NULL THEN RAISE EXCEPTION"
                            + " 'could not extend file' USING ERRCODE = 'disk_full'; END IF; END $$"),
                    Rollback.lossless(),
                    Optional.empty());
            MigrationId id = database.submit(database.plan(addColumn(), full));
            database.run(id);
            assertThat(database.status(id)).isEqualTo(Status.STOPPED);
            assertThat(database.applied().getFirst().getReason()).contains("could not extend file", "godwit resume");

            database.execute("CREATE TABLE room ()");
            database.command(id, new Resume("ann", ""));
            database.run(id);
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
        }
    }

    @Test
    void what_was_there_before_is_not_done_again_and_not_undone() throws SQLException {
        try (ExecutedDatabase database =
                new ExecutedDatabase(GUARDED, ORDERS, "CREATE INDEX orders_total ON orders (total)")) {
            MigrationId id = database.submit(database.plan(buildIndex()));
            database.run(id);
            assertThat(database.steps(id).getFirst().foundDone()).isTrue();
            database.command(id, new RollBack("ann", "", Optional.empty()));
            database.run(id);
            assertThat(database.status(id)).isEqualTo(Status.ROLLED_BACK);
            assertThat(database.value("SELECT to_regclass('orders_total')")).isEqualTo("orders_total");
        }
    }

    @Test
    void an_enum_value_that_cannot_be_removed_stays_and_the_rest_goes() throws SQLException {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS, "CREATE TYPE state AS ENUM ('open')")) {
            MigrationId id = database.submit(database.plan(addEnumValue(), addColumn()));
            database.run(id);
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
            database.command(id, new RollBack("ann", "", Optional.empty()));
            database.run(id);
            assertThat(database.status(id)).isEqualTo(Status.ROLLED_BACK);
            assertThat(database.applied().getLast().getReason()).contains("Left in place", "enum");
            assertThat(
                            database.value(
                                    "SELECT count(*) FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attname = 'note'"))
                    .isEqualTo("0");
        }
    }
}
