package io.godwit.validator.rule;

import io.godwit.model.plan.LockMode;
import io.godwit.validator.prediction.Prediction;

/// How long others wait for a statement.
public enum Blocking {
    /// Nobody that reads or writes rows.
    NONE,
    /// As long as changing the catalog takes, and as long as it takes to get the lock.
    BRIEF,
    /// While tables are read or written whole.
    LONG;

    /// A lock is held to the end, so whoever waits for one relation waits for the work on all of them.
    public static Blocking of(Prediction effect) {
        boolean locks = effect.locks().entrySet().stream()
                .anyMatch(lock -> !lock.getKey().fresh() && lock.getValue().compareTo(LockMode.SHARE) >= 0);
        boolean works = !effect.scanned().isEmpty()
                || !effect.rebuilt().isEmpty()
                || !effect.rewritten().isEmpty();
        if (!effect.unknown().isEmpty() && effect.locks().isEmpty()) {
            return LONG;
        }
        return locks ? works ? LONG : BRIEF : NONE;
    }
}
