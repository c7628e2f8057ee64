package io.godwit.executor;

import static io.godwit.executor.ExampleSteps.ORDERS;
import static io.godwit.executor.ExampleSteps.filled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.events.Applied;
import io.godwit.executor.lifecycle.LifecycleCommand.Pause;
import io.godwit.executor.lifecycle.LifecycleCommand.Promote;
import io.godwit.executor.lifecycle.LifecycleCommand.Resume;
import io.godwit.executor.lifecycle.Policy;
import io.godwit.executor.lifecycle.Policy.Autonomy;
import io.godwit.executor.lifecycle.Policy.ContractStart;
import io.godwit.executor.lifecycle.Policy.OnFailure;
import io.godwit.executor.lifecycle.Status;
import io.godwit.executor.step.StepPolicy;
import io.godwit.executor.step.StepPolicy.Unseen;
import io.godwit.model.MigrationId;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Action.AwaitQuiet;
import io.godwit.model.plan.Action.Compare;
import io.godwit.model.plan.Action.UsedName;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.stack.test.Patience;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Steps that change nothing: the comparison of the old with the new, and the wait until the old is unused.
class ChecksIT {
    private static final Policy GUARDED = new Policy(Autonomy.GUARDED, ContractStart.IMMEDIATE, OnFailure.STOP);
    private static final StepPolicy QUIET_FOR_A_SECOND = StepPolicy.usual().withQuiet(Duration.ofSeconds(1));

    @Test
    void rows_that_disagree_stop_the_migration_and_are_named() throws SQLException {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS, filled(25_000))) {
            database.execute("ALTER TABLE orders ADD COLUMN total_big bigint");
            database.execute("UPDATE orders SET total_big = total");
            database.execute("UPDATE orders SET total_big = 7 WHERE id IN (12000, 24999)");
            MigrationId id = database.submit(database.plan(check(
                    new Compare(ObjectName.inPublic("orders"), List.of("id"), "total_big IS DISTINCT FROM total"))));
            database.run(id);
            assertThat(database.status(id)).isEqualTo(Status.STOPPED);
            assertThat(database.applied())
                    .singleElement()
                    .extracting(Applied::getReason)
                    .asString()
                    .contains("2 rows of orders differ", "25,000 rows compared", "among them", "12000", "24999");

            database.execute("UPDATE orders SET total_big = total");
            database.command(id, new Resume("ann", "mended"));
            database.run(id);
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
        }
    }

    @Test
    void a_key_of_any_type_is_walked_and_its_values_are_masked() throws SQLException {
        try (ExecutedDatabase database = new ExecutedDatabase(
                GUARDED,
                "CREATE TABLE person (land char(2), mail text COLLATE \"C\", age int, years int,"
                        + " PRIMARY KEY (land, mail))",
                "INSERT INTO person SELECT CASE i % 3 WHEN 0 THEN 'de' ELSE 'nl' END, 'ann' || i || '@example.org', i, i"
                        + " FROM generate_series(1, 12000) i",
                "UPDATE person SET years = 0 WHERE mail = 'ann11998@example.org'")) {
            MigrationId id = database.submit(database.plan(check(new Compare(
                    ObjectName.inPublic("person"), List.of("land", "mail"), "age IS DISTINCT FROM years"))));
            database.run(id);
            assertThat(database.applied().getFirst().getReason())
                    .contains("12,000 rows compared", "n… (2 characters), a… (20 characters)")
                    .doesNotContain("ann11998");
        }
    }

    @Test
    void the_old_is_kept_while_it_is_used_and_the_one_who_uses_it_is_named() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS, filled(10))) {
            database.execute("CREATE EXTENSION pg_stat_statements");
            database.execute("GRANT pg_read_all_stats TO " + database.role());
            MigrationId id = database.submit(database.plan(awaitQuiet()));
            CompletableFuture<Void> run =
                    database.running(id, StepPolicy.usual().withQuiet(Duration.ofSeconds(3)));
            await().atMost(Patience.LONGEST)
                    .until(() -> !database.said("orders.total").isEmpty());
            database.execute("SELECT total FROM orders WHERE id = 3");
            await().atMost(Patience.LONGEST)
                    .untilAsserted(() -> assertThat(database.said("Last used 1 times role"))
                            .anyMatch(message -> message.contains("SELECT total FROM orders WHERE id = $")));
            assertThat(database.status(id)).isEqualTo(Status.APPLYING);

            database.command(id, new Promote("ann", "the report is known", true));
            run.join();
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
            assertThat(database.value("SELECT message FROM godwit.history WHERE event = 'Promoted'"))
                    .contains("(for quiet, a maintenance window or another database), says ann (the report is known)");
        }
    }

    @Test
    void a_wait_goes_on_where_it_was_and_what_cannot_be_seen_does_not_end_it() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS)) {
            MigrationId id = database.submit(database.plan(awaitQuiet()));
            CompletableFuture<Void> run =
                    database.running(id, StepPolicy.usual().withQuiet(Duration.ofHours(1)));
            await().atMost(Patience.LONGEST)
                    .until(() -> !database.said("orders.total").isEmpty());
            assertThat(database.said("Not seen: the statements that were run")).isNotEmpty();
            database.command(id, new Pause("ann", ""));
            run.get();
            database.execute("UPDATE godwit.quiet SET quiet_since = quiet_since - interval '2 s'");
            database.command(id, new Resume("ann", ""));
            run = database.running(id, QUIET_FOR_A_SECOND);
            await().atMost(Patience.LONGEST)
                    .until(() -> !database.said("a person has to say that nobody uses it")
                            .isEmpty());
            assertThat(database.status(id)).isEqualTo(Status.APPLYING);

            database.command(id, new Pause("ann", ""));
            run.get();
            database.command(id, new Resume("ann", ""));
            database.run(id, QUIET_FOR_A_SECOND.withUnseen(Unseen.PASS));
            assertThat(database.status(id)).isEqualTo(Status.APPLIED);
            assertThat(database.steps(id).getFirst().attempts()).isEqualTo(3);
        }
    }

    private static Step awaitQuiet() {
        return check(new AwaitQuiet(List.of(new UsedName(ObjectName.inPublic("orders"), Optional.of("total")))));
    }

    private static Step check(Action action) {
        return Step.of("check", Phase.MIGRATE, "Checks", action, Rollback.lossless(), Optional.empty());
    }
}
