package io.godwit.validator.rule;

import java.util.stream.Stream;

/// PostgreSQL writes the whole table anew, with all its indexes, while readers and writers wait.
public final class TableRewrite implements Rule {
    @Override
    public String code() {
        return "GW002";
    }

    @Override
    public Stream<Judged> check(StatementView view) {
        return view.effect().rewritten().stream()
                .filter(table -> view.before().mayHoldRows(table))
                .filter(_ -> !VolatileDefault.concerns(view))
                .map(table -> view.judged(
                        code(),
                        Busyness.ofLongBlock(view.before(), table),
                        Busyness.verdict(view.before(), table),
                        "rewrites the whole table " + table,
                        "readers and writers wait under ACCESS EXCLUSIVE until every row is written and every index built",
                        "add a new column, fill it in batches, switch the code over, then drop the old one",
                        Busyness.evidence(view.before(), table),
                        Busyness.duration(view.before(), table)));
    }
}
