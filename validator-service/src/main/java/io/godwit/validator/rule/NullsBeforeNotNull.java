package io.godwit.validator.rule;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A column becomes required while rows hold NULL in it.
public final class NullsBeforeNotNull implements Rule {
    @Override
    public String code() {
        return "GW010";
    }

    @Override
    public String title() {
        return "NULLs before NOT NULL";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        if (!(statement.statement() instanceof Statement.AlterTable alter) || !statement.mayHoldRows(alter.table())) {
            return Stream.empty();
        }
        return statement
                .changes(TableChange.SetNotNull.class)
                .flatMap(set -> nulls(statement, alter.table(), set.column()));
    }

    private Stream<StatementFinding> nulls(CheckedStatement statement, ObjectName table, String column) {
        boolean unfilled = statement.setting().changed().isEmpty(table, column);
        boolean scans = statement.effect().error().isPresent()
                || !statement.effect().scanned().isEmpty();
        if (!unfilled && !(scans && statement.canAsk(table, List.of(column)))) {
            return Stream.empty();
        }
        Optional<Long> nulls =
                statement.setting().questions().count(table, unfilled ? "true" : SqlName.quoted(column) + " is null");
        if (nulls.isPresent() && nulls.get() == 0) {
            return Stream.empty();
        }
        return Stream.of(nulls.map(count -> counted(statement, table, column, count))
                .orElseGet(() -> unknown(statement, table, column)));
    }

    private StatementFinding counted(CheckedStatement statement, ObjectName table, String column, long count) {
        return finding(statement, Severity.DANGER, count + " rows of " + table + " hold NULL in " + column, table)
                .rejecting()
                .by(new Evidence(Provenance.MEASURED, "counted just now"));
    }

    private StatementFinding unknown(CheckedStatement statement, ObjectName table, String column) {
        String message = "whether rows of " + table + " hold NULL in " + column + " is not known";
        return finding(statement, Severity.WARNING, message, table)
                .by(new Evidence(Provenance.ASSUMED, "not counted: " + statement.whyUnknown()));
    }

    private StatementFinding finding(CheckedStatement statement, Severity severity, String message, ObjectName table) {
        return statement.finding(
                code(),
                severity,
                message,
                "SET NOT NULL fails while one row holds NULL",
                "give the column a default and let Godwit fill the rows, or fill them first",
                table);
    }
}
