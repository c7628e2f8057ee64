package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.ColumnFacts;
import java.util.stream.Stream;

/// A column may hold NULL from now on.
public final class NullsAllowed implements Rule {
    @Override
    public String code() {
        return "GW138";
    }

    @Override
    public String title() {
        return "A column may hold NULL from now on";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        if (!(statement.statement() instanceof Statement.AlterTable alter)) {
            return Stream.empty();
        }
        return statement
                .changes(TableChange.DropNotNull.class)
                .filter(drop -> !statement.isNew(alter.table()))
                .filter(drop -> statement
                        .setting()
                        .relation(alter.table())
                        .map(table -> table.columns().isEmpty()
                                || table.column(drop.column())
                                        .map(ColumnFacts::notNull)
                                        .orElse(false))
                        .orElse(false))
                .map(drop -> statement
                        .finding(
                                code(),
                                Severity.INFO,
                                "lets " + drop.column() + " be NULL",
                                "code that reads the column may not expect NULL, and it cannot be made required again"
                                        + " once there is one",
                                "deploy code that bears NULL first")
                        .informing());
    }
}
