package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import java.util.stream.Stream;

/// UPDATE or DELETE without WHERE.
public final class EveryRowAtOnce implements Rule {
    @Override
    public String code() {
        return "GW109";
    }

    @Override
    public String title() {
        return "Every row is written in one transaction";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        return statement.statement() instanceof Statement.ChangeRows change
                        && change.everyRow()
                        && change.operation() != Statement.ChangeRows.Operation.INSERT
                        && statement.mayHoldRows(change.table())
                ? Stream.of(statement.finding(
                        code(),
                        Severity.WARNING,
                        "writes every row of " + change.table() + " in one transaction",
                        "the rows stay locked until it ends, the table bloats, replicas fall behind",
                        "write in batches of some thousand rows, each its own transaction",
                        change.table()))
                : Stream.empty();
    }
}
