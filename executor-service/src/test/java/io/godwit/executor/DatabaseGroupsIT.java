package io.godwit.executor;

import static io.godwit.executor.ExampleSteps.ORDERS;
import static io.godwit.executor.ExampleSteps.addColumn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.executor.ledger.LedgerMigration;
import io.godwit.executor.ledger.Migrations;
import io.godwit.executor.lifecycle.LifecycleCommand.RollBack;
import io.godwit.executor.lifecycle.Policy;
import io.godwit.executor.lifecycle.Policy.Autonomy;
import io.godwit.executor.lifecycle.Policy.ContractStart;
import io.godwit.executor.lifecycle.Policy.OnFailure;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.model.Problem;
import io.godwit.postgres.DatabaseAddress;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseGroupsIT {
    private static final Policy GUARDED = new Policy(Autonomy.GUARDED, ContractStart.IMMEDIATE, OnFailure.STOP);
    private static final List<DatabaseName> KNOWN =
            List.of(new DatabaseName("canary"), new DatabaseName("second"), new DatabaseName("third"));

    @Test
    void each_database_waits_for_the_one_before_it() {
        DatabaseGroups groups = DatabaseGroups.of(List.of("canary > second>third"), KNOWN);
        assertThat(groups.before(KNOWN.get(0))).isEmpty();
        assertThat(groups.before(KNOWN.get(2))).contains("second");
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
            Predecessor predecessor = new Predecessor(new TargetDatabase(
                    ExecutedDatabase.NAME, new DatabaseAddress(before.url(), before.role(), "test"), before.ledger()));

            assertThat(predecessor.of(there)).get().asString().contains("there it is authorized");
            before.run(id);
            assertThat(predecessor.of(there)).isEmpty();
            before.command(id, new RollBack("ann", "", Optional.empty()));
            before.run(id);
            assertThat(predecessor.of(there)).get().asString().contains("Does not begin", "rolled back", "--now");
        }
    }
}
