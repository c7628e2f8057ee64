package io.godwit.executor.lifecycle;

import static io.godwit.executor.lifecycle.Refusals.because;
import static io.godwit.executor.lifecycle.Refusals.noEffect;
import static io.godwit.executor.lifecycle.Refusals.noEffectSince;
import static io.godwit.executor.lifecycle.Refusals.refuse;
import static io.godwit.executor.lifecycle.Refusals.refuseFor;

import io.godwit.executor.lifecycle.LifecycleCommand.Approve;
import io.godwit.executor.lifecycle.LifecycleCommand.Begin;
import io.godwit.executor.lifecycle.LifecycleCommand.Cancel;
import io.godwit.executor.lifecycle.LifecycleCommand.Drift;
import io.godwit.executor.lifecycle.LifecycleCommand.Pause;
import io.godwit.executor.lifecycle.LifecycleCommand.Promote;
import io.godwit.executor.lifecycle.LifecycleCommand.Reject;
import io.godwit.executor.lifecycle.LifecycleCommand.Resume;
import io.godwit.executor.lifecycle.LifecycleCommand.RollBack;
import io.godwit.executor.lifecycle.LifecycleCommand.RollbackDone;
import io.godwit.executor.lifecycle.LifecycleCommand.RollbackFailed;
import io.godwit.executor.lifecycle.LifecycleCommand.SetSpeed;
import io.godwit.executor.lifecycle.LifecycleCommand.StepFailed;
import io.godwit.executor.lifecycle.LifecycleCommand.StepsDone;
import io.godwit.executor.lifecycle.LifecycleCommand.Submit;
import io.godwit.executor.lifecycle.LifecycleCommand.UndoRegression;
import io.godwit.executor.lifecycle.LifecycleEvent.Applied;
import io.godwit.executor.lifecycle.LifecycleEvent.Authorized;
import io.godwit.executor.lifecycle.LifecycleEvent.Begun;
import io.godwit.executor.lifecycle.LifecycleEvent.CommandRefused;
import io.godwit.executor.lifecycle.LifecycleEvent.CommandUnneeded;
import io.godwit.executor.lifecycle.LifecycleEvent.Drifted;
import io.godwit.executor.lifecycle.LifecycleEvent.Paused;
import io.godwit.executor.lifecycle.LifecycleEvent.Promoted;
import io.godwit.executor.lifecycle.LifecycleEvent.PromotionAwaited;
import io.godwit.executor.lifecycle.LifecycleEvent.Resumed;
import io.godwit.executor.lifecycle.LifecycleEvent.RollbackBegun;
import io.godwit.executor.lifecycle.LifecycleEvent.RollbackStopped;
import io.godwit.executor.lifecycle.LifecycleEvent.RolledBack;
import io.godwit.executor.lifecycle.LifecycleEvent.SpeedSet;
import io.godwit.executor.lifecycle.LifecycleEvent.Stopped;
import io.godwit.executor.lifecycle.Policy.Autonomy;
import io.godwit.executor.lifecycle.Policy.OnFailure;
import io.godwit.model.MigrationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rules of one migration's life. The same command twice changes nothing the second time.
public record Lifecycle(MigrationId id, Policy policy) {
    private static final String ONE_WAIT_ENDED =
            ", without the one wait that goes on or comes next (for quiet, a maintenance window or another database)";

    /// What follows from a command.
    ///
    /// @param state empty if nothing is known of the migration
    /// @return empty if the command is a repetition or has come too late
    public List<LifecycleEvent> decide(Optional<MigrationState> state, LifecycleCommand command) {
        if (command instanceof Submit submit) {
            return new Submission(id, policy).decide(state, submit);
        }
        return state.map(known -> decideKnown(known, command)).orElseGet(() -> List.of(unknown()));
    }

    private CommandRefused unknown() {
        return new CommandRefused("The executor does not know migration " + id
                + " yet: it arrives when its shadow test is done. Look with: godwit status " + id);
    }

    private List<LifecycleEvent> decideKnown(MigrationState state, LifecycleCommand command) {
        return switch (command) {
            case Submit submit -> new Submission(id, policy).decide(Optional.of(state), submit);
            case Approve approve -> approve(state, approve);
            case Reject reject -> new Ending(id).reject(state, reject);
            case Pause pause -> pause(state, pause);
            case Resume resume -> resume(state, resume);
            case Promote promote -> promote(state, promote);
            case RollBack rollBack -> new Ending(id).rollBack(state, rollBack);
            case Cancel cancel -> new Ending(id).cancel(state, cancel);
            case SetSpeed speed -> setSpeed(state, speed);
            case UndoRegression undo -> new Ending(id).undo(state, undo);
            case Begin _ ->
                state.status() == Status.AUTHORIZED ? List.of(new Begun("The migration is being applied.")) : List.of();
            case Drift drift -> drift(state, drift);
            case StepFailed failed -> failed(state, failed);
            case StepsDone done -> done(state, done);
            case RollbackDone done ->
                state.status() == Status.ROLLING_BACK
                        ? List.of(new RolledBack(
                                "Rolled back: " + state.reason() + (done.note().isEmpty() ? "" : " " + done.note())))
                        : List.of();
            case RollbackFailed failed ->
                state.status() == Status.ROLLING_BACK
                        ? List.of(new RollbackStopped("The rollback stopped: " + failed.why()
                                + " Mend that, then go on with: godwit rollback " + id))
                        : List.of();
        };
    }

    private List<LifecycleEvent> approve(MigrationState state, Approve approve) {
        if (!awaitsApproval(state)) {
            return isApproved(state.status())
                    ? noEffectSince("approve", "approved", state, id)
                    : refuseFor("approve", state, "only a migration that waits for approval can be approved", id);
        }
        if (!approve.planHash().equals(state.planHash().hexadecimal())) {
            String given = approve.planHash().isEmpty() ? "no plan" : "plan " + shortened(approve.planHash());
            return List.of(new CommandRefused("approve refused: it names " + given + ", but the plan that waits is "
                    + state.planHash().abbreviated() + ". Look at it and approve that: godwit approve " + id));
        }
        return List.of(new Authorized(approve.by(), "Approved by " + approve.by() + because(approve.why()) + "."));
    }

    /// What was observed waits for approval from the day on which the policy is another.
    private boolean awaitsApproval(MigrationState state) {
        return state.status() == Status.AWAITING_APPROVAL
                || state.status() == Status.OBSERVED && policy.autonomy() != Autonomy.OBSERVE;
    }

    private static boolean isApproved(Status status) {
        return switch (status) {
            case AUTHORIZED, APPLYING, PAUSED, STOPPED, AWAITING_PROMOTION, APPLIED -> true;
            case OBSERVED, AWAITING_APPROVAL, ROLLING_BACK, ROLLBACK_STOPPED, ROLLED_BACK, REJECTED, REFUSED -> false;
        };
    }

    private List<LifecycleEvent> pause(MigrationState state, Pause pause) {
        return switch (state.status()) {
            case AUTHORIZED, APPLYING ->
                List.of(new Paused(
                        "Paused by " + pause.by() + because(pause.why()) + ". Go on with: godwit resume " + id));
            case PAUSED -> noEffect("pause", state);
            case OBSERVED,
                    AWAITING_APPROVAL,
                    STOPPED,
                    AWAITING_PROMOTION,
                    APPLIED,
                    ROLLING_BACK,
                    ROLLBACK_STOPPED,
                    ROLLED_BACK,
                    REJECTED,
                    REFUSED -> refuseFor("pause", state, "only a migration that is being applied can be paused", id);
        };
    }

    private List<LifecycleEvent> resume(MigrationState state, Resume resume) {
        return switch (state.status()) {
            case PAUSED, STOPPED -> List.of(new Resumed("Resumed by " + resume.by() + because(resume.why()) + "."));
            case AUTHORIZED, APPLYING, AWAITING_PROMOTION, APPLIED -> noEffect("resume", state);
            case OBSERVED, AWAITING_APPROVAL, ROLLING_BACK, ROLLBACK_STOPPED, ROLLED_BACK, REJECTED, REFUSED ->
                refuseFor("resume", state, "only a migration that is paused or stopped can be resumed", id);
        };
    }

    private List<LifecycleEvent> promote(MigrationState state, Promote promote) {
        boolean hurries = promote.now() && state.hurriedBy().isEmpty();
        return switch (state.status()) {
            case AUTHORIZED, APPLYING, PAUSED, STOPPED, AWAITING_PROMOTION ->
                state.promoted() && !hurries && state.status() != Status.AWAITING_PROMOTION
                        ? noEffectSince("promote", "promoted", state, id)
                        : List.of(new Promoted(
                                promote.now() ? Optional.of(promote.by()) : Optional.empty(),
                                "Promoted: the contract phase may run"
                                        + (promote.now() ? ONE_WAIT_ENDED : "")
                                        + ", says " + promote.by() + because(promote.why()) + "."));
            case APPLIED -> noEffect("promote", state);
            case OBSERVED, AWAITING_APPROVAL -> refuseFor("promote", state, "it has to be approved first", id);
            case ROLLING_BACK, ROLLBACK_STOPPED, ROLLED_BACK, REJECTED, REFUSED ->
                refuseFor("promote", state, "there is nothing to promote", id);
        };
    }

    private List<LifecycleEvent> setSpeed(MigrationState state, SetSpeed speed) {
        if (speed.percent() < 1 || speed.percent() > 100) {
            return refuse("speed", state, "a speed is a percentage from 1 to 100, not " + speed.percent());
        }
        return switch (state.status()) {
            case OBSERVED, APPLIED, ROLLING_BACK, ROLLBACK_STOPPED, ROLLED_BACK, REJECTED, REFUSED ->
                refuseFor("speed", state, "nothing of it is still to be filled or compared", id);
            case AWAITING_APPROVAL, AUTHORIZED, APPLYING, PAUSED, STOPPED, AWAITING_PROMOTION ->
                state.speedPercent() == speed.percent()
                        ? List.of(new CommandUnneeded("speed has no effect: it is " + speed.percent() + "% already."))
                        : List.of(new SpeedSet(
                                speed.percent(),
                                "Backfills and comparisons work " + speed.percent() + "% of the time: " + speed.by()
                                        + because(speed.why()) + "."));
        };
    }

    private List<LifecycleEvent> drift(MigrationState state, Drift drift) {
        if (state.status() != Status.AUTHORIZED) {
            return List.of();
        }
        return List.of(new Drifted(
                drift.found(),
                "The database is not as it was when the plan was made: its catalog is "
                        + drift.found().abbreviated() + ", the plan was made for "
                        + state.catalogHash().abbreviated()
                        + ". Nothing was run. The analyzer plans the change anew for the database as it is, and the new"
                        + " plan is validated and tested as the first one was."));
    }

    private List<LifecycleEvent> failed(MigrationState state, StepFailed failed) {
        if (state.status() != Status.APPLYING && state.status() != Status.PAUSED) {
            return List.of();
        }
        List<LifecycleEvent> events = new ArrayList<>();
        events.add(new Stopped(
                failed.stepId(),
                "Step " + failed.stepId() + " failed: " + failed.why()
                        + " What was done before it is kept. Mend the cause and go on with: godwit resume " + id
                        + " or go back with: godwit rollback " + id));
        if (policy.onFailure() == OnFailure.ROLLBACK && failed.obstacle().isEmpty()) {
            events.add(new RollbackBegun(false, "step " + failed.stepId() + " failed and the policy is to roll back."));
        }
        return events;
    }

    private List<LifecycleEvent> done(MigrationState state, StepsDone done) {
        if (state.status() != Status.APPLYING) {
            return List.of();
        }
        return done.contractWaits()
                ? List.of(new PromotionAwaited(
                        done.last(),
                        "Everything before the contract phase is done. When the new code is deployed, run: godwit promote "
                                + id))
                : List.of(new Applied(done.last(), "All steps are done."));
    }

    private static String shortened(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }
}
