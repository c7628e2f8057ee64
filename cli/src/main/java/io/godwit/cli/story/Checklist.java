package io.godwit.cli.story;

import java.util.ArrayList;
import java.util.List;

/// What has to be seen for the demo to count, and what was not.
final class Checklist {
    private final Narrator narrator;
    private final List<String> missing = new ArrayList<>();

    Checklist(Narrator narrator) {
        this.narrator = narrator;
    }

    /// Notes whether something was seen; returns the same.
    boolean check(boolean seen, String what) {
        narrator.outcome(seen, what);
        if (!seen) {
            missing.add(what);
        }
        return seen;
    }

    /// Empty if everything was seen.
    List<String> missing() {
        return List.copyOf(missing);
    }
}
