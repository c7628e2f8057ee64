package io.godwit.validator.rule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.Optional;
import java.util.stream.Stream;

/// Rows hold what a new check forbids.
public final class RowsAgainstCheck implements Rule {
    @Override
    public String code() {
        return "GW017";
    }

    @Override
    public String title() {
        return "Rows that a new check forbids";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        if (!(statement.statement() instanceof Statement.AlterTable alter)) {
            return Stream.empty();
        }
        return statement
                .changes(TableChange.AddConstraint.class)
                .map(TableChange.AddConstraint::constraint)
                .filter(ConstraintDefinition.Check.class::isInstance)
                .map(ConstraintDefinition.Check.class::cast)
                .filter(check -> check.enforced()
                        && statement.canAsk(alter.table(), statement.columnsIn(alter.table(), check.expression())))
                .flatMap(check -> violations(statement, alter.table(), check));
    }

    private Stream<StatementFinding> violations(
            CheckedStatement statement, ObjectName table, ConstraintDefinition.Check check) {
        Optional<Long> counted = statement.setting().questions().count(table, "not (" + check.expression() + ")");
        if (counted.isEmpty()) {
            return statement.setting().questions().unanswered().stream()
                    .map(_ -> statement.unknown(
                            code(),
                            "whether all rows of " + table + " fulfil " + check.expression() + " is not known",
                            "PostgreSQL would refuse the check, or its validation, if one does not",
                            table));
        }
        return counted.stream()
                .filter(count -> count > 0)
                .map(count -> statement
                        .finding(
                                code(),
                                Severity.DANGER,
                                count + " rows of " + table + " do not fulfil " + check.expression(),
                                "PostgreSQL would refuse the check, or its validation",
                                "mend these rows first, then submit the change again",
                                table)
                        .rejecting()
                        .by(new Evidence(Provenance.MEASURED, "counted just now")));
    }
}
