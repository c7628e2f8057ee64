package io.godwit.cli.timeline;

import io.godwit.events.Applied;
import io.godwit.events.ApplyOutcome;
import io.godwit.events.StepOutcome;
import java.util.List;

/// What the executor did to production.
final class AppliedWords {
    private AppliedWords() {}

    static String headline(Applied applied) {
        String outcome =
                applied.getOutcome().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        boolean authorized = applied.getOutcome() == ApplyOutcome.APPLIED
                && !applied.getAuthorizedBy().isEmpty();
        return outcome + ": " + applied.getReason()
                + (authorized ? " (authorized by " + applied.getAuthorizedBy() + ")" : "");
    }

    /// A line each for the steps; of what is undone, only how long that took.
    static List<String> facts(Applied applied) {
        if (applied.getOutcome() == ApplyOutcome.ROLLED_BACK) {
            return applied.getSteps().stream()
                    .filter(step -> step.getUndoMicros() > 0)
                    .map(step -> step.getTitle() + ": undone in " + Words.micros(step.getUndoMicros()))
                    .toList();
        }
        return applied.getSteps().stream().map(AppliedWords::fact).toList();
    }

    private static String fact(StepOutcome step) {
        return "%s: %s, waited %s for locks%s%s%s%s"
                .formatted(
                        step.getTitle(),
                        Words.micros(step.getDurationMicros()),
                        Words.micros(step.getLockWaitMicros()),
                        step.getBlockedClients() > 0
                                ? ", kept " + Words.count(step.getBlockedClients(), "client") + " waiting"
                                : "",
                        step.getRows() > 0 ? ", " + Words.count(step.getRows(), "row") : "",
                        step.getAttempts() > 1 ? ", " + step.getAttempts() + " attempts" : "",
                        step.getAlreadyDone() ? ", was done already" : "");
    }
}
