package io.godwit.executor.lifecycle;

import io.godwit.executor.lifecycle.LifecycleEvent.CommandRefused;
import io.godwit.executor.lifecycle.LifecycleEvent.CommandUnneeded;
import io.godwit.model.MigrationId;
import java.util.List;

/// Answers to commands that change nothing, and other words of the lifecycle.
final class Refusals {
    private Refusals() {}

    static List<LifecycleEvent> refuse(String command, MigrationState state, String why) {
        return List.of(new CommandRefused(
                command + " refused: the migration is " + state.status().inWords() + "; " + why + "."));
    }

    /// The same where the reason is the state alone; says what can be done in it.
    static List<LifecycleEvent> refuseFor(String command, MigrationState state, String why, MigrationId id) {
        return refuse(command, state, why + ". " + nextStep(state.status(), id));
    }

    private static String nextStep(Status status, MigrationId id) {
        return switch (status) {
            case OBSERVED ->
                "Nothing is applied while executor.autonomy is observe: set it to propose, then run: godwit approve "
                        + id;
            case AWAITING_APPROVAL -> "Let it run with: godwit approve " + id + " or end it with: godwit reject " + id;
            case AUTHORIZED, APPLYING -> "It goes on by itself; hold it with: godwit pause " + id;
            case PAUSED -> "It goes on with: godwit resume " + id;
            case STOPPED -> "It goes on with: godwit resume " + id + " or goes back with: godwit rollback " + id;
            case AWAITING_PROMOTION -> "When the new code is deployed, run: godwit promote " + id;
            case APPLIED -> "To undo it, run: godwit rollback " + id;
            case ROLLING_BACK -> "It is being undone; see how far it is with: godwit watch " + id;
            case ROLLBACK_STOPPED -> "The undo goes on with: godwit rollback " + id;
            case ROLLED_BACK, REJECTED, REFUSED -> "To have it after all, submit the change again";
        };
    }

    /// Whoever asks twice is told so, rather than left without an answer.
    static List<LifecycleEvent> noEffect(String command, MigrationState state) {
        return List.of(new CommandUnneeded(
                command + " has no effect: the migration is " + state.status().inWords() + " already."));
    }

    /// The same for what stays so whatever comes after it.
    ///
    /// @param been what the command has made of it before: `approved`
    static List<LifecycleEvent> noEffectSince(String command, String been, MigrationState state, MigrationId id) {
        return List.of(new CommandUnneeded(command + " has no effect: the migration was " + been + " already and is "
                + state.status().inWords() + ". " + nextStep(state.status(), id) + "."));
    }

    static String because(String why) {
        return why.isBlank() ? "" : " (" + why.strip() + ")";
    }
}
