package io.godwit.executor.ledger;

import io.godwit.model.MigrationId;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Reversibility;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What stands in the way of undoing a migration, judged before anything is undone.
///
/// The rule: a step that cannot be undone is harmless to leave if it belongs to the expand phase, because that phase
/// only adds and the old code keeps working beside what it adds (an enum's new value stays, for example); the rest is
/// rolled back around it. In the other phases it has changed or removed something, and the rollback is refused.
public final class UndoObstacle {
    private UndoObstacle() {}

    /// @return why the steps cannot be undone; empty if they can
    public static Optional<String> of(List<StepRecord> steps) {
        return steps.stream()
                .filter(step -> step.mayHaveEffect() && isImpossible(step) && step.phase() != Phase.EXPAND)
                .findFirst()
                .map(step -> "step " + step.id() + " (" + step.title() + ") cannot be undone: "
                        + step.rollback().note());
    }

    /// As [#of(List)], and in the contract phase, after which the new code lives without the old, also an undo that
    /// loses something: that is decided by a person who knows what.
    ///
    /// @param lossAccepted whether one has decided so
    public static Optional<String> of(MigrationId id, List<StepRecord> steps, boolean lossAccepted) {
        return of(steps)
                .or(() -> steps.stream()
                        .filter(step -> !lossAccepted && step.mayHaveEffect() && step.phase() == Phase.CONTRACT)
                        .filter(step -> step.rollback().reversibility() == Reversibility.LOSSY)
                        .findFirst()
                        .map(step -> "undoing step " + step.id() + " (" + step.title() + ") loses something: "
                                + step.rollback().note() + ". To accept that, use: godwit rollback " + id
                                + " --accept-loss"));
    }

    /// What a rollback has lost, in one sentence; empty if nothing.
    public static String lost(List<StepRecord> steps) {
        String lost = steps.stream()
                .filter(step -> step.state() == StepRecord.StepState.UNDONE)
                .filter(step -> step.rollback().reversibility() == Reversibility.LOSSY)
                .map(step -> step.rollback().note())
                .distinct()
                .collect(Collectors.joining("; "));
        return lost.isEmpty() ? "" : "Not brought back: " + lost + ".";
    }

    /// Whether the step stays as it is in a rollback.
    public static boolean staysInPlace(StepRecord step) {
        return isImpossible(step) && step.phase() == Phase.EXPAND;
    }

    /// What a rollback has left, in one sentence; empty if nothing.
    public static String leftInPlace(List<StepRecord> steps) {
        String left = steps.stream()
                .filter(step -> step.mayHaveEffect() && staysInPlace(step))
                .map(step -> step.title() + " (" + step.rollback().note() + ")")
                .collect(Collectors.joining("; "));
        return left.isEmpty() ? "" : "Left in place, harmless to the old code: " + left + ".";
    }

    private static boolean isImpossible(StepRecord step) {
        return step.rollback().reversibility() == Reversibility.IMPOSSIBLE;
    }
}
