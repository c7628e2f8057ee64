package io.godwit.validator.rule;

import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.Statement;
import java.util.stream.Stream;

/// PostgreSQL reads the whole table (or builds an index of a constraint) while writers, or everyone, wait.
public final class ScanUnderStrongLock implements Rule {
    @Override
    public String code() {
        return "GW003";
    }

    @Override
    public Stream<Judged> check(StatementView view) {
        if (view.statement() instanceof Statement.CreateIndex) {
            return Stream.empty();
        }
        return view.effect().scanned().stream()
                .filter(table -> view.before().mayHoldRows(table))
                .filter(table -> !view.effect().rewritten().contains(table))
                .filter(table -> view.effect()
                        .locks()
                        .getOrDefault(table, LockMode.ACCESS_SHARE)
                        .blocksWriters())
                .map(table -> view.judged(
                        code(),
                        Busyness.ofLongBlock(view.before(), table),
                        Busyness.verdict(view.before(), table),
                        "reads the whole table " + table + " while others wait",
                        "the check of the rows happens under "
                                + view.effect()
                                        .locks()
                                        .getOrDefault(table, LockMode.ACCESS_EXCLUSIVE)
                                        .sql(),
                        "split it: first NOT VALID, then VALIDATE in a transaction of its own",
                        Busyness.evidence(view.before(), table),
                        Busyness.duration(view.before(), table)));
    }
}
