package io.godwit.validator.rule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import java.util.stream.Stream;

/// An index that queries use goes away; they become as slow as the table is large.
public final class UsedIndexDropped implements Rule {
    @Override
    public String code() {
        return "GW005";
    }

    @Override
    public String title() {
        return "An index in use is dropped";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        return statement.statement() instanceof Statement.DropIndex drop
                ? drop.indexes().stream()
                        .filter(index -> scans(statement, index) > 0)
                        .map(index -> used(statement, index))
                : Stream.empty();
    }

    private StatementFinding used(CheckedStatement statement, ObjectName index) {
        return statement
                .finding(
                        code(),
                        Severity.WARNING,
                        "drops the index " + index + ", which queries use",
                        "they will read the whole table instead, or use another index",
                        "look at the shadow test's timings before you approve")
                .by(new Evidence(
                        Provenance.CATALOG,
                        "pg_stat_user_indexes counts " + scans(statement, index) + " scans of " + index));
    }

    private static long scans(CheckedStatement statement, ObjectName index) {
        Long scans = statement.statistics().indexScans().get(index);
        return scans == null ? 0 : scans;
    }
}
