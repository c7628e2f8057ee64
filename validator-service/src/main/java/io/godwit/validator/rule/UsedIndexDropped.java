package io.godwit.validator.rule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.model.statement.Statement;
import java.util.stream.Stream;

/// An index that queries use goes away; they become as slow as the table is large.
public final class UsedIndexDropped implements Rule {
    @Override
    public String code() {
        return "GW005";
    }

    @Override
    public Stream<Judged> check(StatementView view) {
        return view.statement() instanceof Statement.DropIndex drop
                ? drop.indexes().stream()
                        .filter(index -> scans(view, index) > 0)
                        .map(index -> used(view, index))
                : Stream.empty();
    }

    private Judged used(StatementView view, ObjectName index) {
        return view.judged(
                code(),
                Severity.WARNING,
                Verdict.NEEDS_APPROVAL,
                "drops the index " + index + ", which queries use",
                "they will read the whole table instead, or use another index",
                "look at the shadow test's timings before you approve",
                new Evidence(
                        Provenance.CATALOG,
                        "pg_stat_user_indexes counts " + scans(view, index) + " scans of " + index));
    }

    private static long scans(StatementView view, ObjectName index) {
        Long scans = view.before().statistics().indexScans().get(index);
        return scans == null ? 0 : scans;
    }
}
