package io.godwit.validator.rule;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.stream.Stream;

/// A value that exists cannot be converted to a column's new type. Found by converting all of them in a query.
public final class ValueDoesNotFit implements Rule {
    @Override
    public String code() {
        return "GW021";
    }

    @Override
    public Stream<Judged> check(StatementView view) {
        if (!(view.statement() instanceof Statement.AlterTable alter)
                || !view.before().mayHoldRows(alter.table())) {
            return Stream.empty();
        }
        return view.changes(TableChange.ChangeType.class).flatMap(change -> misfit(view, alter.table(), change));
    }

    private Stream<Judged> misfit(StatementView view, ObjectName table, TableChange.ChangeType change) {
        String value = change.using().orElse(SqlName.quoted(change.column()) + "::" + change.type());
        return view.live().dataError("select count((" + value + ")) from " + table.sql()).stream()
                .map(error -> view.judged(
                        code(),
                        Severity.DANGER,
                        Verdict.REJECTED,
                        "a value of " + table + "." + change.column() + " does not fit the new type " + change.type(),
                        "PostgreSQL would refuse the statement, after having read part of the table",
                        "mend such values first, or say how they are to be converted",
                        new Evidence(Provenance.MEASURED, "converting them all in a query: " + error)));
    }
}
