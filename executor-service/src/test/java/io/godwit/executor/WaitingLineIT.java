package io.godwit.executor;

import static io.godwit.executor.ExampleSteps.ORDERS;
import static io.godwit.executor.ExampleSteps.addColumn;
import static io.godwit.executor.ExampleSteps.buildIndex;
import static org.awaitility.Awaitility.await;

import io.godwit.executor.lifecycle.LifecycleCommand.Pause;
import io.godwit.executor.lifecycle.Policy;
import io.godwit.executor.lifecycle.Policy.Autonomy;
import io.godwit.executor.lifecycle.Policy.ContractStart;
import io.godwit.executor.lifecycle.Policy.OnFailure;
import io.godwit.executor.step.StepPolicy;
import io.godwit.model.MigrationId;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.stack.test.Patience;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WaitingLineIT {
    private static final Policy GUARDED = new Policy(Autonomy.GUARDED, ContractStart.IMMEDIATE, OnFailure.STOP);

    @Test
    void one_that_waits_is_told_for_which_and_one_that_is_paused_who_waits_for_it() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(GUARDED, ORDERS);
                Connection holder = database.connect();
                Statement statement = holder.createStatement()) {
            MigrationId paused = database.submit(database.plan(addColumn()));
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE orders IN ACCESS SHARE MODE");
            CompletableFuture<Void> run = database.running(paused, StepPolicy.usual());
            await().atMost(Patience.LONGEST)
                    .until(() -> !database.said("Waits for a lock").isEmpty());
            database.command(paused, new Pause("ann", "rush hour"));
            run.join();

            MigrationId waiting = database.submit(database.plan(buildIndex()));
            Thread line = Thread.startVirtualThread(new WaitingLine(
                    new TargetDatabase(
                            ExecutedDatabase.NAME,
                            new DatabaseAddress(database.url(), database.role(), "test"),
                            database.ledger()),
                    database.progress::add));
            await().atMost(Patience.LONGEST)
                    .until(() -> !database.said(
                                    "Waits until migration " + paused + " (A change) is finished, which is paused")
                            .isEmpty());
            await().atMost(Patience.LONGEST)
                    .until(() -> !database.said("Paused by ann (rush hour). Go on with: godwit resume " + paused
                                    + ". Migration " + waiting.toString().substring(0, 8) + " (A change) waits for it.")
                            .isEmpty());
            line.interrupt();
            line.join();
        }
    }
}
