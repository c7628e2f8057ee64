package io.godwit.validator.rule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.validator.prediction.LockedRelation;
import java.time.Duration;
import java.util.stream.Stream;

/// A lock others wait for, without work under it. Brief, but it waits for open transactions first, and everyone behind
/// it waits with it.
public final class BriefStrongLock implements Rule {
    private static final Duration LONG_TRANSACTION = Duration.ofSeconds(5);

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
        if (statement.blocking() != Blocking.BRIEF
                || statement.effect().error().isPresent()
                || statement.lockedInWords().isEmpty()) {
            return Stream.empty();
        }
        Duration oldest = statement.statistics().longestTransaction();
        boolean slow = oldest.compareTo(LONG_TRANSACTION) > 0;
        ObjectName[] known = statement
                .lockedForOthers()
                .map(LockedRelation::name)
                .filter(table -> statement.statistics().table(table).isPresent())
                .toArray(ObjectName[]::new);
        StatementFinding found = statement
                .finding(
                        code(),
                        slow ? Severity.WARNING : Severity.INFO,
                        "takes " + statement.lockedInWords() + " for a moment",
                        "the lock itself is held briefly, but it waits for those before it, and everyone behind it waits too",
                        "set lock_timeout to a few seconds before it, and try again when it fails",
                        known)
                .informing();
        return Stream.of(
                slow
                        ? found.by(new Evidence(
                                Provenance.CATALOG, "the oldest open transaction is " + oldest.toMillis() + " ms old"))
                        : found);
    }
}
