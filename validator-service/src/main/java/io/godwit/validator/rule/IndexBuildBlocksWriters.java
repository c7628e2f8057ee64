package io.godwit.validator.rule;

import io.godwit.model.statement.Statement;
import java.util.stream.Stream;

/// CREATE INDEX or REINDEX without CONCURRENTLY.
public final class IndexBuildBlocksWriters implements Rule {
    @Override
    public String code() {
        return "GW104";
    }

    @Override
    public String title() {
        return "An index is built while writers wait";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        boolean index = statement.statement() instanceof Statement.CreateIndex
                || statement.statement() instanceof Statement.Reindex;
        if (!index || statement.blocking() != Blocking.LONG) {
            return Stream.empty();
        }
        return Stream.of(new StatementFinding(
                code(),
                statement.severity(statement.effect().scanned()),
                Blocking.LONG,
                "builds an index while writers wait",
                "the build holds " + statement.lockedInWords() + " until it is done",
                "build it CONCURRENTLY, outside a transaction; on a partitioned table ON ONLY the parent, CONCURRENTLY on"
                        + " each partition, then ATTACH",
                statement.evidence(statement.effect().scanned())));
    }
}
