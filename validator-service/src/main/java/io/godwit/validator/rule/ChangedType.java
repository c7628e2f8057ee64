package io.godwit.validator.rule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.ColumnFacts;
import java.util.stream.Stream;

/// A column changes its type in place: values may not fit, old code may not bear the new type. Widening without a
/// rewrite passes.
public final class ChangedType implements Rule {
    @Override
    public String code() {
        return "GW020";
    }

    @Override
    public String title() {
        return "A column changes its type in place";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        boolean kept = statement.effect().error().isEmpty()
                && statement.effect().rewritten().isEmpty();
        if (!(statement.statement() instanceof Statement.AlterTable alter)
                || kept
                || !statement.mayHoldRows(alter.table())) {
            return Stream.empty();
        }
        return statement.changes(TableChange.ChangeType.class).map(change -> changed(statement, alter.table(), change));
    }

    private StatementFinding changed(CheckedStatement statement, ObjectName table, TableChange.ChangeType change) {
        String before = statement
                .setting()
                .facts()
                .relation(table)
                .flatMap(found -> found.column(change.column()))
                .map(ColumnFacts::type)
                .orElse("a type that is not known");
        return statement
                .finding(
                        code(),
                        Severity.WARNING,
                        "changes the type of " + table + "." + change.column() + " from " + before + " to "
                                + change.type(),
                        "a value that does not fit makes the statement fail; old and new code see the new type at once",
                        "look at the shadow test's result; on a large table add a new column, fill it, and switch the code"
                                + " over")
                .by(new Evidence(Provenance.CATALOG, "the column's type is " + before));
    }
}
