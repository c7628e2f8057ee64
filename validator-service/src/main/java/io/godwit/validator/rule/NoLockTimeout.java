package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import java.util.stream.Stream;

/// A strong lock is asked for without a limit.
public final class NoLockTimeout implements Rule {
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
        boolean limited = statement.before().contains("lock_timeout");
        return statement.blocking() == Blocking.NONE
                        || statement.statement() instanceof Statement.Unparsed
                        || limited
                        || !statement.earlier().held().isEmpty()
                ? Stream.empty()
                : Stream.of(statement.finding(
                        code(),
                        Severity.INFO,
                        "asks for a strong lock without lock_timeout",
                        "behind one long transaction it waits without end, and everyone behind it too",
                        "SET lock_timeout = '2s' before it, and try again; not for CONCURRENTLY"));
    }
}
