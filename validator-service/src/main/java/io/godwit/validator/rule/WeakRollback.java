package io.godwit.validator.rule;

import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.stream.Stream;

/// The step's undo does not bring everything back. Where the step only adds, that is harmless: what is lost then came
/// after it.
public final class WeakRollback implements Rule {
    @Override
    public String code() {
        return "GW013";
    }

    @Override
    public Stream<Judged> check(StatementView view) {
        Reversibility reversibility = view.step().rollback().reversibility();
        if (view.position() > 0 || reversibility == Reversibility.LOSSLESS) {
            return Stream.empty();
        }
        boolean harmless = onlyAdds(view.statement());
        return Stream.of(view.judged(
                code(),
                harmless ? Severity.INFO : Severity.WARNING,
                harmless ? Verdict.APPROVED : Verdict.NEEDS_APPROVAL,
                reversibility == Reversibility.LOSSY ? "undoing this step loses data" : "this step cannot be undone",
                view.step().rollback().note(),
                harmless ? "only what is written after the step would be lost" : "make sure of it before the step runs",
                new Evidence(Provenance.INFERRED, view.step().rollback().note())));
    }

    private static boolean onlyAdds(Statement statement) {
        return switch (statement) {
            case Statement.AddEnumValue _,
                    Statement.CreateEnum _,
                    Statement.CreateTable _,
                    Statement.CreateIndex _,
                    Statement.CreateSchema _,
                    Statement.CreateExtension _,
                    Statement.CreateSequence _ -> true;
            case Statement.AlterTable alter ->
                alter.changes().stream().allMatch(TableChange.AddColumn.class::isInstance);
            case Statement _ -> false;
        };
    }
}
