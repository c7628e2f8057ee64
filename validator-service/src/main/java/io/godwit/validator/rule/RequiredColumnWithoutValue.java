package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.stream.Stream;

/// A NOT NULL column without default is added to a table that holds rows: PostgreSQL refuses.
public final class RequiredColumnWithoutValue implements Rule {
    @Override
    public String code() {
        return "GW008";
    }

    @Override
    public String title() {
        return "A required column without a value";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        if (!(statement.statement() instanceof Statement.AlterTable alter) || !statement.mayHoldRows(alter.table())) {
            return Stream.empty();
        }
        return statement
                .changes(TableChange.AddColumn.class)
                .filter(add -> add.column().notNull() && !add.column().hasValue())
                .map(add -> statement
                        .finding(
                                code(),
                                Severity.DANGER,
                                alter.table() + "." + add.column().name()
                                        + " is required, but existing rows have no value for it",
                                "PostgreSQL refuses the statement while the table holds a row",
                                "give the column a default in the schema, or make it optional and fill it first",
                                alter.table())
                        .rejecting());
    }
}
