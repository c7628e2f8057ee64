package io.godwit.validator.statementrule;

import io.godwit.model.finding.Severity;
import java.util.stream.Stream;

/// A lock others wait for, without work under it.
public final class BriefStrongLock implements StatementRule {
    @Override
    public String code() {
        return "GW105";
    }

    @Override
    public String title() {
        return "A strong lock, for a moment";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        if (statement.blocking() != Blocking.BRIEF || statement.effect().error().isPresent()) {
            return Stream.empty();
        }
        return Stream.of(statement.finding(
                code(),
                Severity.INFO,
                "takes " + statement.lockedInWords() + " for a moment",
                "the lock itself is held briefly, but it waits for those before it, and everyone behind it waits too",
                "set lock_timeout to a few seconds before it, and try again when it fails"));
    }
}
