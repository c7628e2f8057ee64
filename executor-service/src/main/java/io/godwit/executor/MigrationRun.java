package io.godwit.executor;

import io.godwit.events.MigrationProgress;
import io.godwit.executor.ledger.Fence;
import io.godwit.executor.ledger.Ledger;
import io.godwit.executor.ledger.LedgerMigration;
import io.godwit.executor.ledger.Migrations;
import io.godwit.executor.ledger.StepRecord;
import io.godwit.executor.ledger.StepRecord.StepState;
import io.godwit.executor.ledger.Steps;
import io.godwit.executor.ledger.Transaction;
import io.godwit.executor.ledger.UndoObstacle;
import io.godwit.executor.lifecycle.LifecycleCommand;
import io.godwit.executor.lifecycle.LifecycleCommand.Begin;
import io.godwit.executor.lifecycle.LifecycleCommand.Drift;
import io.godwit.executor.lifecycle.LifecycleCommand.RollbackDone;
import io.godwit.executor.lifecycle.LifecycleCommand.RollbackFailed;
import io.godwit.executor.lifecycle.LifecycleCommand.StepFailed;
import io.godwit.executor.lifecycle.LifecycleCommand.StepsDone;
import io.godwit.executor.lifecycle.Status;
import io.godwit.executor.step.Connections;
import io.godwit.executor.step.Control;
import io.godwit.executor.step.StepOutcome;
import io.godwit.executor.step.StepPolicy;
import io.godwit.executor.step.StepReport;
import io.godwit.executor.step.StepRunner;
import io.godwit.executor.step.StepSession;
import io.godwit.executor.window.MaintenanceWindows;
import io.godwit.model.ContentHash;
import io.godwit.model.MigrationId;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Carries one migration on from where the ledger says it is, forward or back, until it waits, ends or stops. May be
/// broken off at any point and run again.
public final class MigrationRun {

    /// Reads the hash of the database's catalog as it is.
    @FunctionalInterface
    public interface LiveCatalog {
        ContentHash hash(Connection connection) throws SQLException;
    }

    private final Ledger ledger;
    private final Connections connections;
    private final Fence fence;
    private final LiveCatalog catalog;
    private final StepPolicy policy;
    private final WindowWait windows;
    private final GroupWait group;
    private final Clock clock;
    private final Consumer<MigrationProgress> hearers;

    public MigrationRun(
            Ledger ledger,
            Connections connections,
            Fence fence,
            LiveCatalog catalog,
            StepPolicy policy,
            MaintenanceWindows windows,
            Precedence precedence,
            Clock clock,
            Consumer<MigrationProgress> hearers) {
        this.ledger = ledger;
        this.connections = connections;
        this.fence = fence;
        this.catalog = catalog;
        this.policy = policy;
        this.windows = new WindowWait(windows);
        this.group = new GroupWait(precedence);
        this.clock = clock;
        this.hearers = hearers;
    }

    /// @throws SQLException if the database or the session went away: run it again then
    public void run(MigrationId id) throws SQLException {
        try (StepSession session = StepSession.open(connections)) {
            Connection connection = session.connection();
            LedgerMigration migration = Migrations.find(connection, id).orElseThrow();
            if (migration.state().status() == Status.AUTHORIZED) {
                begin(connection, migration);
            }
            if (Migrations.status(connection, id) == Status.APPLYING) {
                forward(session, Migrations.find(connection, id).orElseThrow());
            }
            if (Migrations.status(connection, id) == Status.ROLLING_BACK) {
                back(session, migration);
            }
        }
    }

    private void begin(Connection connection, LedgerMigration migration) throws SQLException {
        ContentHash live = catalog.hash(connection);
        boolean drifted = !live.equals(migration.plan().catalogHash());
        if (!migration.state().hurriedBy().isEmpty()) {
            Migrations.goAlone(connection, migration.id());
        }
        decide(connection, migration.id(), drifted ? new Drift(live) : new Begin());
    }

    private void forward(StepSession session, LedgerMigration migration) throws SQLException {
        Connection connection = session.connection();
        MigrationId id = migration.id();
        StepRunner runner = new StepRunner(connections, session, fence, policy);
        Control control = new Control(id, Status.APPLYING);
        for (StepRecord record : Steps.of(connection, id)) {
            Step step = migration.plan().steps().get(record.position());
            if (record.state() == StepState.DONE) {
                continue;
            }
            if (!control.mayGoOn(connection)) {
                return;
            }
            if (step.phase() == Phase.CONTRACT && !promoted(connection, id)) {
                decide(connection, id, new StepsDone(lastPhase(connection, id), true));
                return;
            }
            if (!group.awaited(connection, id, step, control, report(id, step))
                    || !windows.awaited(connection, id, step, control, report(id, step))) {
                return;
            }
            StepOutcome outcome = runner.forward(id, step, record, control, report(id, step));
            if (outcome instanceof StepOutcome.Yielded) {
                return;
            }
            if (outcome instanceof StepOutcome.Failed failed) {
                Optional<String> obstacle = UndoObstacle.of(Steps.of(connection, id));
                decide(connection, id, new StepFailed(step.id(), failed.why(), obstacle));
                return;
            }
        }
        decide(connection, id, new StepsDone(lastPhase(connection, id), false));
    }

    private void back(StepSession session, LedgerMigration migration) throws SQLException {
        Connection connection = session.connection();
        MigrationId id = migration.id();
        List<StepRecord> records = Steps.of(connection, id);
        Optional<String> obstacle = UndoObstacle.of(records);
        if (obstacle.isPresent()) {
            decide(connection, id, new RollbackFailed(obstacle.get()));
            return;
        }
        StepRunner runner = new StepRunner(connections, session, fence, policy);
        Control control = new Control(id, Status.ROLLING_BACK);
        for (StepRecord record : records.reversed()) {
            if (!record.mayHaveEffect() || UndoObstacle.staysInPlace(record)) {
                continue;
            }
            Step step = migration.plan().steps().get(record.position());
            StepOutcome outcome = runner.back(id, step, record, control, report(id, step));
            if (outcome instanceof StepOutcome.Failed failed) {
                decide(connection, id, new RollbackFailed("undoing step " + record.id() + " failed: " + failed.why()));
                return;
            }
        }
        decide(connection, id, new RollbackDone(undone(Steps.of(connection, id))));
    }

    private static String undone(List<StepRecord> records) {
        return (UndoObstacle.lost(records) + " " + UndoObstacle.leftInPlace(records)).strip();
    }

    private StepReport report(MigrationId id, Step step) {
        return new StepReport(ledger.database(), id, step.id(), clock, hearers);
    }

    private static boolean promoted(Connection connection, MigrationId id) throws SQLException {
        return Migrations.find(connection, id).orElseThrow().state().promoted();
    }

    private static Optional<Phase> lastPhase(Connection connection, MigrationId id) throws SQLException {
        return Steps.of(connection, id).stream()
                .filter(record -> record.state() == StepState.DONE)
                .map(StepRecord::phase)
                .max(Comparator.naturalOrder());
    }

    private void decide(Connection connection, MigrationId id, LifecycleCommand command) throws SQLException {
        Transaction.run(connection, transaction -> {
            fence.hold(transaction);
            ledger.decide(transaction, id, command);
        });
    }
}
