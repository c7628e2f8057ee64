package io.godwit.validator.rule;

import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.statement.Statement;
import java.util.List;
import java.util.stream.Stream;

/// CONCURRENTLY inside a transaction block, or on a partitioned table: PostgreSQL refuses both.
public final class ConcurrentlyInTransaction implements Rule {
    @Override
    public String code() {
        return "GW018";
    }

    @Override
    public Stream<Judged> check(StatementView view) {
        boolean concurrently = switch (view.statement()) {
            case Statement.CreateIndex create -> create.concurrently();
            case Statement.DropIndex drop -> drop.concurrently();
            case Statement _ -> false;
        };
        boolean together = view.step().action() instanceof Action.RunSql(List<String> _, TransactionMode mode)
                && mode == TransactionMode.TOGETHER;
        boolean partitioned = view.statement() instanceof Statement.CreateIndex create
                && view.before().isPartitioned(create.table());
        if (!concurrently || !together && !partitioned) {
            return Stream.empty();
        }
        return Stream.of(view.judged(
                code(),
                Severity.DANGER,
                Verdict.REJECTED,
                partitioned
                        ? "an index of a partitioned table cannot be built concurrently"
                        : "CONCURRENTLY does not work inside a transaction",
                "PostgreSQL refuses the statement",
                partitioned
                        ? "create it ON ONLY the parent, build it concurrently on each partition, then attach"
                        : "give the statement a step of its own, outside a transaction",
                new Evidence(Provenance.MEASURED, "tried on PostgreSQL 14 to 18")));
    }
}
