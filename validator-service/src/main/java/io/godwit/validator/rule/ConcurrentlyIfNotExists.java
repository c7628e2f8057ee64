package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import java.util.stream.Stream;

/// CREATE INDEX CONCURRENTLY IF NOT EXISTS.
public final class ConcurrentlyIfNotExists implements Rule {
    @Override
    public String code() {
        return "GW112";
    }

    @Override
    public String title() {
        return "A failed index build is taken for done";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        return statement.statement() instanceof Statement.CreateIndex create
                        && create.concurrently()
                        && create.missingOnly()
                ? Stream.of(statement.finding(
                        code(),
                        Severity.WARNING,
                        "IF NOT EXISTS takes the invalid rest of a failed build for the index",
                        "a build that failed leaves an invalid index; the retry succeeds and the index stays invalid",
                        "drop an invalid index first (pg_index.indisvalid), then create it without IF NOT EXISTS"))
                : Stream.empty();
    }
}
