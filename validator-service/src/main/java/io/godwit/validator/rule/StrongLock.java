package io.godwit.validator.rule;

import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.LockMode;
import java.time.Duration;
import java.util.stream.Stream;

/// A brief lock that readers or writers wait for. Brief, but it waits for open transactions first, and everyone behind
/// it
/// waits with it; the lock timeout bounds that.
public final class StrongLock implements Rule {
    private static final Duration LONG_TRANSACTION = Duration.ofSeconds(5);

    @Override
    public String code() {
        return "GW001";
    }

    @Override
    public Stream<Judged> check(StatementView view) {
        Duration oldest = view.before().statistics().longestTransaction();
        boolean slow = oldest.compareTo(LONG_TRANSACTION) > 0;
        return view.effect().locks().entrySet().stream()
                .filter(lock -> lock.getValue().blocksWriters())
                .filter(lock -> !view.effect().takesLong(lock.getKey()))
                .map(lock -> view.judged(
                        code(),
                        slow ? Severity.WARNING : Severity.INFO,
                        Verdict.APPROVED,
                        "takes " + lock.getValue().sql() + " on " + lock.getKey() + " for a moment",
                        (lock.getValue() == LockMode.ACCESS_EXCLUSIVE ? "readers and writers" : "writers")
                                + " wait while it is held, and while it waits for those before it",
                        "runs with a lock timeout of "
                                + view.step().lockTimeout().toMillis() + " ms and is tried again",
                        Busyness.evidence(view.before(), lock.getKey()),
                        new Evidence(
                                Provenance.CATALOG,
                                oldest.isZero()
                                        ? "no transaction is open now"
                                        : "the oldest open transaction is " + oldest.toMillis() + " ms old")));
    }
}
