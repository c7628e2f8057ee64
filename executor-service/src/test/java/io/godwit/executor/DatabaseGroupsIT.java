package io.godwit.executor;

import static io.godwit.executor.ExampleSteps.ORDERS;
import static io.godwit.executor.ExampleSteps.addColumn;
import static io.godwit.executor.ExampleSteps.fill;
import static io.godwit.executor.ExampleSteps.filled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.godwit.executor.ledger.LedgerMigration;
import io.godwit.executor.ledger.Migrations;
import io.godwit.executor.lifecycle.LifecycleCommand.Promote;
import io.godwit.executor.lifecycle.LifecycleCommand.RollBack;
import io.godwit.executor.lifecycle.Policy;
import io.godwit.executor.lifecycle.Policy.Autonomy;
import io.godwit.executor.lifecycle.Policy.ContractStart;
import io.godwit.executor.lifecycle.Policy.OnFailure;
import io.godwit.executor.lifecycle.Status;
import io.godwit.executor.step.StepPolicy;
import io.godwit.executor.window.MaintenanceWindows;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.model.Problem;
import io.godwit.model.plan.Phase;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.stack.test.Patience;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DatabaseGroupsIT {
    private static final Policy GUARDED = new Policy(Autonomy.GUARDED, ContractStart.IMMEDIATE, OnFailure.STOP);
    private static final List<DatabaseName> KNOWN =
            List.of(new DatabaseName("canary"), new DatabaseName("second"), new DatabaseName("third"));

    @Test
    void each_database_waits_for_the_one_before_it() {
        DatabaseGroups groups = DatabaseGroups.of(List.of("canary > second>third"), KNOWN);
        assertThat(groups.before(KNOWN.get(0))).isEmpty();
        assertThat(groups.before(KNOWN.get(2))).containsExactly("second", "canary");
    }

    @Test
    void a_database_that_is_not_there_or_is_named_twice_is_refused() {
        assertThatThrownBy(() -> DatabaseGroups.of(List.of("canary>fourth"), KNOWN))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("'fourth'");
        assertThatThrownBy(() -> DatabaseGroups.of(List.of("canary>second", "third>second"), KNOWN))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("twice");
    }

    @Test
    void a_change_begins_when_the_database_before_has_it_and_not_when_it_was_undone_there() throws Exception {
        try (ExecutedDatabase before = new ExecutedDatabase(GUARDED, ORDERS);
                Connection connection = before.connect()) {
            MigrationId id = before.submit(before.plan(addColumn()));
            LedgerMigration there = Migrations.find(connection, id).orElseThrow();
            Precedence group = after(before);

            assertThat(group.beforeBeginning(there)).get().asString().contains("there it is authorized");
            assertThat(group.before(there, Phase.EXPAND)).isEmpty();
            assertThat(group.before(there, Phase.CONTRACT)).get().asString().contains("Removes nothing before");
            before.run(id);
            assertThat(group.beforeBeginning(there)).isEmpty();
            assertThat(group.before(there, Phase.CONTRACT)).isEmpty();
            before.command(id, new RollBack("ann", "", Optional.empty()));
            before.run(id);
            assertThat(group.beforeBeginning(there))
                    .get()
                    .asString()
                    .contains("Does not begin", "rolled back", "--now");
            assertThat(group.before(there, Phase.EXPAND)).get().asString().contains("Goes no further", "rolled back");
        }
    }

    @Test
    void one_that_has_begun_goes_no_further_when_it_fails_in_the_canary_until_a_person_says_so() throws Exception {
        try (ExecutedDatabase canary = new ExecutedDatabase(GUARDED, ORDERS);
                ExecutedDatabase second = new ExecutedDatabase(GUARDED, ORDERS, filled(10))) {
            MigrationId there = canary.submit(canary.plan(addColumn()));
            canary.run(there);
            LedgerMigration known = Migrations.find(canary.connect(), there).orElseThrow();
            MigrationId here = second.submit(second.plan(addColumn(), fill()));
            Precedence group = after(canary);
            Precedence sameChange = new Precedence() {
                @Override
                public Optional<String> beforeBeginning(LedgerMigration migration) {
                    return group.beforeBeginning(known);
                }

                @Override
                public Optional<String> before(LedgerMigration migration, Phase phase) {
                    return migration.alone() ? Optional.empty() : group.before(known, phase);
                }
            };
            canary.command(there, new RollBack("ann", "a regression", Optional.empty()));
            CompletableFuture<Void> run = ExecutedDatabase.running(
                    () -> second.run(here, StepPolicy.usual(), MaintenanceWindows.always(), sameChange));
            await().atMost(Patience.LONGEST)
                    .until(() -> !second.said("Goes no further, because it is rolling back")
                            .isEmpty());
            second.command(here, new Promote("ann", "the canary is special", true));
            run.join();
            assertThat(second.status(here)).isEqualTo(Status.APPLIED);
        }
    }

    private static Precedence after(ExecutedDatabase database) {
        return new Predecessors(List.of(new TargetDatabase(
                ExecutedDatabase.NAME,
                new DatabaseAddress(database.url(), database.role(), "test"),
                database.ledger())));
    }
}
