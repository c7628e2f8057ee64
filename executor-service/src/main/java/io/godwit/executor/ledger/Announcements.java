package io.godwit.executor.ledger;

import io.godwit.events.Applied;
import io.godwit.events.ApplyOutcome;
import io.godwit.events.CommandAnswer;
import io.godwit.events.CommandOutcome;
import io.godwit.events.MigrationProgress;
import io.godwit.events.ProgressState;
import io.godwit.events.Stage;
import io.godwit.events.StepOutcome;
import io.godwit.executor.ledger.StepRecord.StepState;
import io.godwit.executor.lifecycle.LifecycleEvent;
import io.godwit.executor.lifecycle.LifecycleEvent.PromotionAwaited;
import io.godwit.executor.lifecycle.MigrationState;
import io.godwit.executor.lifecycle.Status;
import io.godwit.migrationevents.ChangeEvents;
import io.godwit.model.ChangeReference;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What others are told of a migration's life: each event as progress, and its ends as `applied`.
record Announcements(DatabaseName database, MigrationId id) {

    /// @param status  after the event; empty if the migration is not known
    /// @param command that asked for it; empty if none did
    MigrationProgress progress(LifecycleEvent event, Optional<Status> status, Optional<UUID> command, Instant at) {
        return MigrationProgress.newBuilder()
                .setMigrationId(id.value())
                .setDatabase(database.value())
                .setStage(Stage.APPLY)
                .setState(status.map(Announcements::progressState).orElse(ProgressState.WAITING))
                .setStepId(event instanceof LifecycleEvent.Stopped stopped ? stopped.stepId() : "")
                .setMessage(event.message())
                .setAt(at)
                .setAnswers(command.map(id -> answer(id, event)).orElse(null))
                .build();
    }

    private static CommandAnswer answer(UUID command, LifecycleEvent event) {
        CommandOutcome outcome = event instanceof LifecycleEvent.CommandRefused
                ? CommandOutcome.REFUSED
                : event instanceof LifecycleEvent.CommandUnneeded ? CommandOutcome.UNNEEDED : CommandOutcome.DONE;
        return new CommandAnswer(command, outcome);
    }

    /// The answer to a command that came before the plan it is about.
    MigrationProgress kept(UUID command, Instant at) {
        return MigrationProgress.newBuilder()
                .setMigrationId(id.value())
                .setDatabase(database.value())
                .setStage(Stage.APPLY)
                .setState(ProgressState.WAITING)
                .setMessage("It is kept, and decided when the plan has been tested and arrives at the executor.")
                .setAt(at)
                .setAnswers(new CommandAnswer(command, CommandOutcome.KEPT))
                .build();
    }

    private static ProgressState progressState(Status status) {
        return switch (status) {
            case OBSERVED, AWAITING_APPROVAL, AWAITING_PROMOTION -> ProgressState.WAITING;
            case AUTHORIZED, APPLYING, ROLLING_BACK -> ProgressState.RUNNING;
            case PAUSED -> ProgressState.PAUSED;
            case STOPPED, ROLLBACK_STOPPED, REJECTED, REFUSED -> ProgressState.FAILED;
            case APPLIED, ROLLED_BACK -> ProgressState.DONE;
        };
    }

    /// The `applied` event that follows from an event; empty if nothing was finished.
    Optional<Applied> applied(
            LifecycleEvent event,
            MigrationState state,
            ChangeReference change,
            List<StepRecord> steps,
            Optional<Instant> startedAt,
            Instant at) {
        return outcome(event)
                .map(outcome -> Applied.newBuilder()
                        .setMigrationId(id.value())
                        .setDatabase(database.value())
                        .setChange(ChangeEvents.toEvent(change))
                        .setPhase(lastPhase(steps))
                        .setComplete(complete(event))
                        .setOutcome(outcome)
                        .setReason(event.message())
                        .setPlanHash(state.planHash().hexadecimal())
                        .setSteps(steps.stream()
                                .filter(step -> step.state() != StepState.PENDING)
                                .map(step -> outcome(step, at))
                                .toList())
                        .setRollbackKept(
                                steps.stream().anyMatch(StepRecord::mayHaveEffect)
                                        ? "godwit.step in database " + database
                                        : "")
                        .setAuthorizedBy(state.authorizedBy())
                        .setDriftedTo(
                                event instanceof LifecycleEvent.Drifted drifted
                                        ? drifted.found().hexadecimal()
                                        : "")
                        .setStartedAt(startedAt.orElse(at))
                        .setFinishedAt(at)
                        .build());
    }

    private static Optional<ApplyOutcome> outcome(LifecycleEvent event) {
        return switch (event) {
            case LifecycleEvent.Refused _, LifecycleEvent.Drifted _, LifecycleEvent.Rejected _ ->
                Optional.of(ApplyOutcome.REFUSED);
            case LifecycleEvent.Stopped _, LifecycleEvent.RollbackStopped _ -> Optional.of(ApplyOutcome.FAILED);
            case LifecycleEvent.Applied _ -> Optional.of(ApplyOutcome.APPLIED);
            case PromotionAwaited awaited -> awaited.last().map(_ -> ApplyOutcome.APPLIED);
            case LifecycleEvent.RolledBack _ -> Optional.of(ApplyOutcome.ROLLED_BACK);
            case LifecycleEvent.Submitted _,
                    LifecycleEvent.Observed _,
                    LifecycleEvent.ApprovalAwaited _,
                    LifecycleEvent.Authorized _,
                    LifecycleEvent.Begun _,
                    LifecycleEvent.Paused _,
                    LifecycleEvent.Resumed _,
                    LifecycleEvent.SpeedSet _,
                    LifecycleEvent.Promoted _,
                    LifecycleEvent.RollbackBegun _,
                    LifecycleEvent.CommandRefused _,
                    LifecycleEvent.CommandUnneeded _ -> Optional.empty();
        };
    }

    private static boolean complete(LifecycleEvent event) {
        return event instanceof LifecycleEvent.Applied
                || event instanceof LifecycleEvent.RolledBack
                || event instanceof LifecycleEvent.Refused
                || event instanceof LifecycleEvent.Drifted
                || event instanceof LifecycleEvent.Rejected;
    }

    private static io.godwit.events.@org.jspecify.annotations.Nullable Phase lastPhase(List<StepRecord> steps) {
        return steps.stream()
                .filter(step -> step.state() != StepState.PENDING)
                .map(StepRecord::phase)
                .max(java.util.Comparator.naturalOrder())
                .map(phase -> io.godwit.events.Phase.valueOf(phase.name()))
                .orElse(null);
    }

    private static StepOutcome outcome(StepRecord step, Instant at) {
        Duration duration = step.startedAt()
                .map(started -> Duration.between(started, step.finishedAt().orElse(at)))
                .orElse(Duration.ZERO);
        return StepOutcome.newBuilder()
                .setStepId(step.id())
                .setTitle(step.title())
                .setDurationMicros(Math.max(0, duration.toNanos() / 1000))
                .setLockWaitMicros(step.lockWaitMicros())
                .setAttempts(Math.max(1, step.attempts()))
                .setRows(step.rowsChanged())
                .setBlockedClients(step.blockedClients())
                .setUndoMicros(step.undoTook().toNanos() / 1000)
                .setAlreadyDone(step.foundDone())
                .build();
    }
}
