package io.godwit.executor.lifecycle;

import io.godwit.executor.lifecycle.LifecycleEvent.CommandRefused;
import io.godwit.executor.lifecycle.LifecycleEvent.CommandUnneeded;
import java.util.List;

/// Answers to commands that change nothing, and other words of the lifecycle.
final class Refusals {
    private Refusals() {}

    static List<LifecycleEvent> refuse(String command, MigrationState state, String why) {
        return List.of(new CommandRefused(
                command + " refused: the migration is " + state.status().inWords() + "; " + why + "."));
    }

    /// Whoever asks twice is told so, rather than left without an answer.
    static List<LifecycleEvent> noEffect(String command, MigrationState state) {
        return List.of(new CommandUnneeded(
                command + " has no effect: the migration is " + state.status().inWords() + " already."));
    }

    static String because(String why) {
        return why.isBlank() ? "" : " (" + why.strip() + ")";
    }
}
