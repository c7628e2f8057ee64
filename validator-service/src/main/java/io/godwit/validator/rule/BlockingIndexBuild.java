package io.godwit.validator.rule;

import io.godwit.model.statement.Statement;
import java.util.stream.Stream;

/// An index is built without CONCURRENTLY: writers wait until it is done.
public final class BlockingIndexBuild implements Rule {
    @Override
    public String code() {
        return "GW007";
    }

    @Override
    public Stream<Judged> check(StatementView view) {
        if (!(view.statement() instanceof Statement.CreateIndex create)
                || create.concurrently()
                || !view.before().mayHoldRows(create.table())) {
            return Stream.empty();
        }
        return Stream.of(view.judged(
                code(),
                Busyness.ofLongBlock(view.before(), create.table()),
                Busyness.verdict(view.before(), create.table()),
                "builds an index on " + create.table() + " while writers wait",
                "CREATE INDEX holds SHARE on the table until the index is built",
                view.before().isPartitioned(create.table())
                        ? "create it ON ONLY the parent, build it concurrently on each partition, then attach"
                        : "build it CONCURRENTLY, outside a transaction",
                Busyness.evidence(view.before(), create.table()),
                Busyness.duration(view.before(), create.table())));
    }
}
