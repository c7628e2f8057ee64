package io.godwit.validator.rule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.effect.ColumnName;
import io.godwit.validator.effect.NotNullProof;
import io.godwit.validator.effect.Situation;
import java.util.stream.Stream;

/// Rows hold what a new check forbids. Checks that only forbid NULL are the business of GW010.
public final class RowsAgainstCheck implements Rule {
    @Override
    public String code() {
        return "GW017";
    }

    @Override
    public Stream<Judged> check(StatementView view) {
        if (!(view.statement() instanceof Statement.AlterTable alter)
                || !view.before().mayHoldRows(alter.table())) {
            return Stream.empty();
        }
        return view.changes(TableChange.AddConstraint.class)
                .map(TableChange.AddConstraint::constraint)
                .filter(ConstraintDefinition.Check.class::isInstance)
                .map(ConstraintDefinition.Check.class::cast)
                .filter(check -> NotNullProof.column(check.expression()).isEmpty())
                .filter(check -> !aboutFilledColumns(view.before(), alter.table(), check.expression()))
                .flatMap(check -> violations(view, alter.table(), check));
    }

    private Stream<Judged> violations(StatementView view, ObjectName table, ConstraintDefinition.Check check) {
        return view.live().count(table, "not (" + check.expression() + ")").stream()
                .filter(count -> count > 0)
                .map(count -> view.judged(
                        code(),
                        Severity.DANGER,
                        Verdict.REJECTED,
                        count + " rows of " + table + " do not fulfil " + check.expression(),
                        "PostgreSQL would refuse the check, or its validation",
                        "mend these rows first, then submit the change again",
                        new Evidence(Provenance.MEASURED, "counted just now")));
    }

    /// What the plan fills before the check cannot be judged by today's rows.
    private static boolean aboutFilledColumns(Situation before, ObjectName table, String expression) {
        return before.filled().stream()
                .filter(column -> column.table().equals(table))
                .map(ColumnName::column)
                .anyMatch(expression::contains);
    }
}
