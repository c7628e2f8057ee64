package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import java.util.Set;
import java.util.stream.Stream;

/// Long work under a strong lock without a limit on how long it may take.
public final class NoStatementTimeout implements Rule {
    private static final Set<String> LIMITS = Set.of("statement_timeout", "transaction_timeout");

    @Override
    public String code() {
        return "GW206";
    }

    @Override
    public String title() {
        return "Long work without statement_timeout";
    }

    @Override
    public boolean isStyle() {
        return true;
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        return statement.blocking() != Blocking.LONG || LIMITS.stream().anyMatch(statement.before()::limits)
                ? Stream.empty()
                : Stream.of(statement
                        .finding(
                                code(),
                                Severity.INFO,
                                "others wait for it, and nothing limits how long",
                                "work that takes longer than thought goes on until somebody stops it",
                                "SET statement_timeout before it (from PostgreSQL 17 on transaction_timeout, which"
                                        + " counts idle time too)")
                        .informing());
    }
}
