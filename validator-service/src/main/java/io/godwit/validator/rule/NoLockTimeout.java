package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import java.time.Duration;
import java.util.stream.Stream;

/// A strong lock is asked for without a limit, or with one that is no limit for those who wait behind.
public final class NoLockTimeout implements Rule {
    private static final String TIMEOUT = "lock_timeout";

    /// Longer than an application's own timeouts usually are.
    private static final Duration LONG = Duration.ofSeconds(30);

    @Override
    public String code() {
        return "GW111";
    }

    @Override
    public String title() {
        return "A strong lock without lock_timeout";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        if (statement.blocking() == Blocking.NONE
                || statement.statement() instanceof Statement.Unparsed
                || !statement.earlier().held().isEmpty()) {
            return Stream.empty();
        }
        String behind = "behind one long transaction it waits without end, and everyone behind it too";
        if (!statement.before().limits(TIMEOUT)) {
            String zero =
                    statement.before().values().containsKey(TIMEOUT) ? "with lock_timeout = 0" : "without lock_timeout";
            return Stream.of(found(statement, "asks for a strong lock " + zero, behind));
        }
        return statement.before().limit(TIMEOUT).filter(limit -> limit.compareTo(LONG) > 0).stream()
                .map(limit -> found(
                        statement,
                        "waits up to " + limit.toSeconds() + " s for a strong lock",
                        "everyone who comes after it waits as long"));
    }

    private StatementFinding found(CheckedStatement statement, String message, String why) {
        return statement.finding(
                code(),
                Severity.INFO,
                message,
                why,
                "SET lock_timeout = '2s' before it, and try again; not for CONCURRENTLY");
    }
}
