package io.godwit.cli.timeline;

import io.godwit.events.Verdict;

/// Verdicts in words.
final class Verdicts {
    private Verdicts() {}

    static String words(Verdict verdict) {
        return switch (verdict) {
            case APPROVED -> "approved";
            case NEEDS_APPROVAL -> "needs a person's approval";
            case REJECTED -> "rejected";
            case UNKNOWN -> "a verdict this version of godwit does not know";
        };
    }
}
