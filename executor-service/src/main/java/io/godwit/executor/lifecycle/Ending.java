package io.godwit.executor.lifecycle;

import io.godwit.executor.lifecycle.LifecycleCommand.Cancel;
import io.godwit.executor.lifecycle.LifecycleCommand.Reject;
import io.godwit.executor.lifecycle.LifecycleCommand.RollBack;
import io.godwit.executor.lifecycle.LifecycleCommand.UndoRegression;
import io.godwit.executor.lifecycle.LifecycleEvent.Rejected;
import io.godwit.executor.lifecycle.LifecycleEvent.RollbackBegun;
import io.godwit.model.MigrationId;
import java.util.List;
import java.util.Optional;

/// How a migration is ended before its end: rejected while nothing was run, rolled back after that.
record Ending(MigrationId id) {

    List<LifecycleEvent> reject(MigrationState state, Reject reject) {
        return switch (state.status()) {
            case OBSERVED, AWAITING_APPROVAL, AUTHORIZED -> rejected("Rejected by ", reject.by(), reject.why());
            case PAUSED -> state.started() ? refuseReject(state) : rejected("Rejected by ", reject.by(), reject.why());
            case REJECTED, REFUSED, ROLLED_BACK -> Refusals.noEffect("reject", state);
            case APPLYING, STOPPED, AWAITING_PROMOTION, APPLIED -> refuseReject(state);
            case ROLLING_BACK, ROLLBACK_STOPPED -> Refusals.refuseFor("reject", state, "steps have been run", id);
        };
    }

    private List<LifecycleEvent> refuseReject(MigrationState state) {
        return Refusals.refuse("reject", state, "steps have been run, use: godwit rollback " + id);
    }

    List<LifecycleEvent> rollBack(MigrationState state, RollBack command) {
        return switch (state.status()) {
            case APPLYING, PAUSED, STOPPED, AWAITING_PROMOTION, APPLIED, ROLLBACK_STOPPED ->
                undone("rollback", state, command.by(), command.why(), command.obstacle());
            case ROLLING_BACK, ROLLED_BACK, REJECTED -> Refusals.noEffect("rollback", state);
            case AUTHORIZED -> rejected("Withdrawn by ", command.by(), command.why());
            case OBSERVED, AWAITING_APPROVAL, REFUSED ->
                Refusals.refuseFor("rollback", state, "nothing of it was applied", id);
        };
    }

    List<LifecycleEvent> cancel(MigrationState state, Cancel command) {
        return switch (state.status()) {
            case OBSERVED, AWAITING_APPROVAL, AUTHORIZED -> rejected("Cancelled by ", command.by(), command.why());
            case PAUSED, APPLYING, STOPPED, AWAITING_PROMOTION, ROLLBACK_STOPPED ->
                state.started()
                        ? undone("cancel", state, command.by(), command.why(), command.obstacle())
                        : rejected("Cancelled by ", command.by(), command.why());
            case APPLIED -> Refusals.refuse("cancel", state, "it is finished; to undo it, use: godwit rollback " + id);
            case ROLLING_BACK, ROLLED_BACK, REJECTED, REFUSED -> Refusals.noEffect("cancel", state);
        };
    }

    List<LifecycleEvent> undo(MigrationState state, UndoRegression command) {
        if (state.rolledBackAutomatically()) {
            return List.of();
        }
        return switch (state.status()) {
            case APPLYING, PAUSED, STOPPED, AWAITING_PROMOTION, APPLIED ->
                command.obstacle()
                        .map(obstacle -> Refusals.refuse(
                                "automatic rollback", state, obstacle + " The regression: " + command.evidence()))
                        .orElseGet(() -> List.of(new RollbackBegun(true, "regression: " + command.evidence())));
            case OBSERVED,
                    AWAITING_APPROVAL,
                    AUTHORIZED,
                    ROLLING_BACK,
                    ROLLBACK_STOPPED,
                    ROLLED_BACK,
                    REJECTED,
                    REFUSED -> List.of();
        };
    }

    private static List<LifecycleEvent> undone(
            String command, MigrationState state, String by, String why, Optional<String> obstacle) {
        return obstacle.map(inTheWay -> Refusals.refuse(command, state, inTheWay))
                .orElseGet(() -> List.of(new RollbackBegun(false, "asked for by " + by + Refusals.because(why) + ".")));
    }

    private static List<LifecycleEvent> rejected(String how, String by, String why) {
        return List.of(new Rejected(how + by + Refusals.because(why)
                + ". Nothing was run. To have it after all, submit the change again."));
    }
}
