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

/// A value that exists cannot be converted to a column's new type. Found by converting all of them in a query.
public final class ValueDoesNotFit implements Rule {
    @Override
    public String code() {
        return "GW021";
    }

    @Override
    public String title() {
        return "A value does not fit the new type";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        if (!(statement.statement() instanceof Statement.AlterTable alter)) {
            return Stream.empty();
        }
        return statement
                .changes(TableChange.ChangeType.class)
                .filter(change -> statement.canAsk(alter.table(), List.of(change.column())))
                .flatMap(change -> misfit(statement, alter.table(), change));
    }

    private Stream<StatementFinding> misfit(
            CheckedStatement statement, ObjectName table, TableChange.ChangeType change) {
        String value = change.using().orElse(SqlName.quoted(change.column()) + "::" + change.type());
        Optional<String> misfit =
                statement.setting().questions().dataError("select count((" + value + ")) from " + table.sql());
        Optional<String> unanswered = statement.setting().questions().unanswered();
        if (misfit.isEmpty() && unanswered.isPresent()) {
            return Stream.of(statement.unknown(
                    code(),
                    "whether every value of " + table + "." + change.column() + " fits " + change.type()
                            + " is not known",
                    "PostgreSQL would refuse the statement if one does not",
                    table));
        }
        return misfit.stream()
                .map(error -> statement
                        .finding(
                                code(),
                                Severity.DANGER,
                                "a value of " + table + "." + change.column() + " does not fit the new type "
                                        + change.type(),
                                "PostgreSQL would refuse the statement, after having read part of the table",
                                "mend such values first, or say how they are to be converted",
                                table)
                        .rejecting()
                        .by(new Evidence(Provenance.MEASURED, "converting them all in a query: " + error)));
    }
}
