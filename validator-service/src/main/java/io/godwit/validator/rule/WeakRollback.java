package io.godwit.validator.rule;

import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.List;
import java.util.stream.Stream;

/// The step's undo does not bring everything back. Where the step only adds, that is harmless: what is lost then came
/// after it.
public final class WeakRollback implements StepRule {
    @Override
    public String code() {
        return "GW013";
    }

    @Override
    public String title() {
        return "A weak undo";
    }

    @Override
    public Stream<StatementFinding> check(Step step, List<CheckedStatement> statements) {
        Reversibility reversibility = step.rollback().reversibility();
        if (reversibility == Reversibility.LOSSLESS) {
            return Stream.empty();
        }
        boolean harmless = statements.stream().map(CheckedStatement::statement).allMatch(WeakRollback::onlyAdds);
        return Stream.of(new StatementFinding(
                code(),
                harmless ? Severity.INFO : Severity.WARNING,
                Blocking.NONE,
                reversibility == Reversibility.LOSSY ? "undoing this step loses data" : "this step cannot be undone",
                step.rollback().note(),
                harmless ? "only what is written after the step would be lost" : "make sure of it before the step runs",
                List.of(new Evidence(Provenance.INFERRED, step.rollback().note()))));
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
