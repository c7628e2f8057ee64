package io.godwit.executor;

import io.godwit.events.Approve;
import io.godwit.events.MigrationCommand;
import io.godwit.events.Pause;
import io.godwit.events.Promote;
import io.godwit.events.RegressionDetected;
import io.godwit.events.Reject;
import io.godwit.events.Resume;
import io.godwit.events.RollBack;
import io.godwit.events.ShadowTested;
import io.godwit.executor.ledger.Commands;
import io.godwit.executor.ledger.LedgerSchema;
import io.godwit.executor.ledger.Migrations;
import io.godwit.executor.ledger.Steps;
import io.godwit.executor.ledger.Transaction;
import io.godwit.executor.ledger.UndoObstacle;
import io.godwit.executor.lifecycle.LifecycleCommand;
import io.godwit.executor.lifecycle.LifecycleCommand.Submit;
import io.godwit.executor.lifecycle.LifecycleCommand.UndoRegression;
import io.godwit.executor.lifecycle.LifecycleEvent;
import io.godwit.executor.step.DirectConnection;
import io.godwit.migrationevents.ChangeEvents;
import io.godwit.migrationevents.FindingEvents;
import io.godwit.migrationevents.PlanEvents;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.model.plan.Plan;
import io.godwit.runtime.EventHandler;
import io.godwit.runtime.ServiceContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Writes into the ledger what the events ask for, and rings for the worker that does it. So a handler is quick, and a
/// migration that runs for hours does not keep a pause or a rollback waiting behind it.
final class Intake {
    private static final String APPLICATION_NAME = "godwit executor intake";

    private final ServiceContext context;
    private final Bell bell;
    private final Set<DatabaseName> upgraded = ConcurrentHashMap.newKeySet();

    Intake(ServiceContext context, Bell bell) {
        this.context = context;
        this.bell = bell;
    }

    /// Work in a transaction of the ledger.
    @FunctionalInterface
    private interface LedgerWork {
        void run(TargetDatabase target, Connection transaction) throws SQLException;
    }

    EventHandler<ShadowTested> shadowTested() {
        return new IntakeHandler<>(
                event -> inLedger(event.getDatabase(), (target, transaction) -> submit(target, transaction, event)),
                (event, why) -> IntakeHandler.failed(event.getMigrationId(), event.getDatabase(), why));
    }

    EventHandler<MigrationCommand> commands() {
        return new IntakeHandler<>(
                event -> inLedger(event.getDatabase(), (target, transaction) -> decide(target, transaction, event)),
                IntakeHandler::refused);
    }

    EventHandler<RegressionDetected> regressions() {
        return new IntakeHandler<>(
                event -> {
                    if (event.getAutomaticRollback()) {
                        inLedger(event.getDatabase(), (target, transaction) -> undo(target, transaction, event));
                    }
                },
                (event, why) -> IntakeHandler.failed(event.getMigrationId(), event.getDatabase(), why));
    }

    private static void submit(TargetDatabase target, Connection transaction, ShadowTested event) throws SQLException {
        Plan plan = PlanEvents.fromEvent(event.getPlan());
        Submit submit = new Submit(
                plan.hash(),
                plan.catalogHash(),
                FindingEvents.verdict(event.getVerdict()),
                event.getReason(),
                event.getTestedAt());
        MigrationId id = new MigrationId(event.getMigrationId());
        target.ledger().submit(transaction, id, ChangeEvents.fromEvent(event.getChange()), plan, submit);
        for (MigrationCommand early : Commands.waiting(transaction, id)) {
            decideNow(target, transaction, early);
        }
    }

    private static void decide(TargetDatabase target, Connection transaction, MigrationCommand event)
            throws SQLException {
        if (command(event, Optional.empty()).isEmpty() || !Commands.firstSeen(transaction, event)) {
            return;
        }
        MigrationId id = new MigrationId(event.getMigrationId());
        if (Migrations.find(transaction, id).isPresent()) {
            decideNow(target, transaction, event);
        } else {
            target.ledger().keptForLater(transaction, id, event.getCommandId());
        }
    }

    private static void decideNow(TargetDatabase target, Connection transaction, MigrationCommand event)
            throws SQLException {
        MigrationId id = new MigrationId(event.getMigrationId());
        LifecycleCommand command = command(event, UndoObstacle.of(id, Steps.of(transaction, id), acceptsLoss(event)))
                .orElseThrow();
        List<LifecycleEvent> events =
                target.ledger().decide(transaction, id, command, Optional.of(event.getCommandId()));
        String outcome =
                events.isEmpty() ? "It was so already." : events.getLast().message();
        Commands.outcome(transaction, event, outcome);
    }

    /// @return empty for a command that is not for the executor
    private static Optional<LifecycleCommand> command(MigrationCommand event, Optional<String> obstacle) {
        String by = event.getIssuedBy();
        String why = event.getReason();
        return switch (event.getCommand()) {
            case Approve approve -> Optional.of(new LifecycleCommand.Approve(approve.getPlanHash(), by, why));
            case Reject _ -> Optional.of(new LifecycleCommand.Reject(by, why));
            case Pause _ -> Optional.of(new LifecycleCommand.Pause(by, why));
            case Resume resume ->
                Optional.of(resume.getSpeedPercent()
                        .<LifecycleCommand>map(percent -> new LifecycleCommand.SetSpeed(percent, by, why))
                        .orElseGet(() -> new LifecycleCommand.Resume(by, why)));
            case Promote promote ->
                Optional.of(new LifecycleCommand.Promote(by, deployed(promote, why), promote.getNow()));
            case RollBack rollBack ->
                Optional.of(
                        rollBack.getCancel()
                                ? new LifecycleCommand.Cancel(by, why, obstacle)
                                : new LifecycleCommand.RollBack(by, why, obstacle));
            default -> Optional.empty();
        };
    }

    private static String deployed(Promote promote, String why) {
        return promote.getRevision()
                .map(revision -> "revision " + revision + " is deployed" + (why.isBlank() ? "" : ", " + why))
                .orElse(why);
    }

    private static boolean acceptsLoss(MigrationCommand event) {
        return event.getCommand() instanceof RollBack rollBack && rollBack.getAcceptLoss();
    }

    private static void undo(TargetDatabase target, Connection transaction, RegressionDetected event)
            throws SQLException {
        MigrationId id = new MigrationId(event.getMigrationId());
        String worst = event.getRegressions().isEmpty()
                ? ""
                : " " + event.getRegressions().getFirst().getEvidence();
        Optional<String> obstacle = UndoObstacle.of(id, Steps.of(transaction, id), false);
        target.ledger().decide(transaction, id, new UndoRegression(event.getReason() + worst, obstacle));
    }

    private void inLedger(String database, LedgerWork work) {
        TargetDatabase target = TargetDatabase.named(database, context);
        try (Connection connection = target.connections().open(APPLICATION_NAME)) {
            if (!upgraded.contains(target.name())) {
                DirectConnection.prove(target.connections(), connection);
                LedgerSchema.upgrade(connection);
                upgraded.add(target.name());
            }
            Transaction.run(connection, transaction -> work.run(target, transaction));
        } catch (SQLException failure) {
            throw target.problem(failure);
        }
        bell.ring(target.name());
    }
}
