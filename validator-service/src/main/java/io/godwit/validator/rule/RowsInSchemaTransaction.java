package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import java.util.stream.Stream;

/// Rows are written in the transaction of a schema change, which holds a strong lock meanwhile.
public final class RowsInSchemaTransaction implements Rule {
    @Override
    public String code() {
        return "GW125";
    }

    @Override
    public String title() {
        return "Rows are written while a strong lock is held";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        boolean writes =
                statement.statement() instanceof Statement.ChangeRows change && statement.mayHoldRows(change.table());
        return writes && !statement.earlier().held().isEmpty()
                ? Stream.of(statement
                        .finding(
                                code(),
                                Severity.WARNING,
                                "writes rows while " + statement.earlier().held() + " is held",
                                "others wait for the lock until the last row is written",
                                "write the rows in a transaction of its own")
                        .informing())
                : Stream.empty();
    }
}
