package io.godwit.validator.rule;

import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
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
    public Stream<Judged> check(StatementView view) {
        if (!(view.statement() instanceof Statement.AlterTable alter)
                || !view.before().mayHoldRows(alter.table())) {
            return Stream.empty();
        }
        return view.changes(TableChange.AddColumn.class)
                .filter(add -> add.column().notNull())
                .filter(add -> add.column().generation() instanceof Generation.None)
                .filter(add -> add.column()
                        .defaultExpression()
                        .map(expression -> expression.equalsIgnoreCase("null"))
                        .orElse(true))
                .map(add -> view.judged(
                        code(),
                        Severity.DANGER,
                        Verdict.REJECTED,
                        alter.table() + "." + add.column().name()
                                + " is required, but existing rows have no value for it",
                        "PostgreSQL refuses the statement while the table holds a row",
                        "give the column a default in the schema, or make it optional and fill it first",
                        Busyness.evidence(view.before(), alter.table())));
    }
}
