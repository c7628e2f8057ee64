package io.godwit.executor.lifecycle;

import io.godwit.executor.lifecycle.LifecycleEvent.Applied;
import io.godwit.executor.lifecycle.LifecycleEvent.Authorized;
import io.godwit.executor.lifecycle.LifecycleEvent.Begun;
import io.godwit.executor.lifecycle.LifecycleEvent.CommandRefused;
import io.godwit.executor.lifecycle.LifecycleEvent.Drifted;
import io.godwit.executor.lifecycle.LifecycleEvent.Paused;
import io.godwit.executor.lifecycle.LifecycleEvent.Promoted;
import io.godwit.executor.lifecycle.LifecycleEvent.PromotionAwaited;
import io.godwit.executor.lifecycle.LifecycleEvent.Refused;
import io.godwit.executor.lifecycle.LifecycleEvent.Rejected;
import io.godwit.executor.lifecycle.LifecycleEvent.Resumed;
import io.godwit.executor.lifecycle.LifecycleEvent.RollbackBegun;
import io.godwit.executor.lifecycle.LifecycleEvent.RollbackStopped;
import io.godwit.executor.lifecycle.LifecycleEvent.RolledBack;
import io.godwit.executor.lifecycle.LifecycleEvent.Stopped;
import java.util.Optional;

/// What an event makes of a migration's state. It decides nothing: that was done by [Lifecycle].
public final class Transition {
    private Transition() {}

    /// The state after an event.
    ///
    /// @param state empty before the first event
    public static Optional<MigrationState> apply(Optional<MigrationState> state, LifecycleEvent event) {
        if (event instanceof LifecycleEvent.Submitted submitted) {
            return Optional.of(Submission.accepted(submitted));
        }
        return state.map(known -> applyKnown(known, event));
    }

    private static MigrationState applyKnown(MigrationState state, LifecycleEvent event) {
        return switch (event) {
            case LifecycleEvent.Submitted submitted -> Submission.accepted(submitted);
            case LifecycleEvent.Observed e -> state.at(Status.OBSERVED, e.message());
            case LifecycleEvent.ApprovalAwaited e -> state.at(Status.AWAITING_APPROVAL, e.message());
            case Authorized e -> state.authorized(e.by());
            case Refused e -> state.at(Status.REFUSED, e.message());
            case Drifted e -> state.at(Status.REFUSED, e.message());
            case Rejected e -> state.at(Status.REJECTED, e.message());
            case Begun _ -> state.begun();
            case Paused e -> state.at(Status.PAUSED, e.message());
            case Resumed e -> state.at(state.started() ? Status.APPLYING : Status.AUTHORIZED, e.message());
            case Promoted e -> state.promoted(e.hurriedBy(), e.message());
            case LifecycleEvent.SpeedSet e -> state.atSpeed(e.percent());
            case Stopped e -> state.at(Status.STOPPED, e.message());
            case PromotionAwaited e -> state.at(Status.AWAITING_PROMOTION, e.message());
            case Applied e -> state.at(Status.APPLIED, e.message());
            case RollbackBegun e -> state.rollingBack(e.automatic(), e.why());
            case RollbackStopped e -> state.at(Status.ROLLBACK_STOPPED, e.message());
            case RolledBack e -> state.at(Status.ROLLED_BACK, e.message());
            case CommandRefused _, LifecycleEvent.CommandUnneeded _ -> state;
        };
    }
}
