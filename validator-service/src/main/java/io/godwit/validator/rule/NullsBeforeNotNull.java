package io.godwit.validator.rule;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.effect.ColumnName;
import java.util.Optional;
import java.util.stream.Stream;

/// A column becomes required while rows hold NULL in it.
public final class NullsBeforeNotNull implements Rule {
    @Override
    public String code() {
        return "GW010";
    }

    @Override
    public Stream<Judged> check(StatementView view) {
        if (!(view.statement() instanceof Statement.AlterTable alter)
                || !view.before().mayHoldRows(alter.table())) {
            return Stream.empty();
        }
        return view.changes(TableChange.SetNotNull.class)
                .filter(set -> !view.before().provenByCatalog(alter.table(), set.column()))
                .filter(set -> !view.before().filled().contains(new ColumnName(alter.table(), set.column())))
                .flatMap(set -> nulls(view, alter.table(), set.column()));
    }

    private Stream<Judged> nulls(StatementView view, ObjectName table, String column) {
        boolean isNew = view.before().newColumns().contains(new ColumnName(table, column));
        Optional<Long> nulls = view.live().count(table, isNew ? "true" : SqlName.quoted(column) + " is null");
        if (nulls.isPresent() && nulls.get() == 0) {
            return Stream.empty();
        }
        String message = nulls.map(count -> count + " rows of " + table + " hold NULL in " + column)
                .orElse("whether rows of " + table + " hold NULL in " + column + " is not known");
        return Stream.of(view.judged(
                code(),
                nulls.isPresent() ? Severity.DANGER : Severity.WARNING,
                nulls.isPresent() ? Verdict.REJECTED : Verdict.NEEDS_APPROVAL,
                message,
                "SET NOT NULL fails while one row holds NULL",
                "give the column a default and let Godwit fill the rows, or fill them first",
                new Evidence(
                        nulls.isPresent() ? Provenance.MEASURED : Provenance.ASSUMED,
                        nulls.isPresent() ? "counted just now" : "counting took too long")));
    }
}
