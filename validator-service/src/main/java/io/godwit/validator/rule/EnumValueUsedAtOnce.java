package io.godwit.validator.rule;

import io.godwit.model.SqlName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.statement.Statement;
import java.util.List;
import java.util.stream.Stream;

/// A new enum value is used in the transaction that adds it, which PostgreSQL refuses.
public final class EnumValueUsedAtOnce implements Rule {
    @Override
    public String code() {
        return "GW011";
    }

    @Override
    public Stream<Judged> check(StatementView view) {
        if (!(view.statement() instanceof Statement.AddEnumValue add)
                || view.before().newTypes().contains(add.type())
                || !(view.step().action() instanceof Action.RunSql(List<String> statements, TransactionMode mode))
                || mode != TransactionMode.TOGETHER) {
            return Stream.empty();
        }
        return statements.stream()
                .skip(view.position() + 1L)
                .filter(later -> later.contains(SqlName.literal(add.label())))
                .limit(1)
                .map(later -> view.judged(
                        code(),
                        Severity.DANGER,
                        Verdict.REJECTED,
                        "the new value '" + add.label() + "' of " + add.type() + " is used in the same transaction",
                        "PostgreSQL lets a new enum value be used only after the transaction that added it",
                        "put what uses it into a step of its own",
                        new Evidence(Provenance.INFERRED, "the value stands in: " + later)));
    }
}
