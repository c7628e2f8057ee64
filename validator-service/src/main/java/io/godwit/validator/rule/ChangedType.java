package io.godwit.validator.rule;

import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.effect.TypeChange;
import java.util.stream.Stream;

/// A column changes its type in place: values may not fit, old code may not bear the new type. Widening without a
/// rewrite
/// passes.
public final class ChangedType implements Rule {
    @Override
    public String code() {
        return "GW020";
    }

    @Override
    public Stream<Judged> check(StatementView view) {
        if (!(view.statement() instanceof Statement.AlterTable alter)
                || !view.before().mayHoldRows(alter.table())) {
            return Stream.empty();
        }
        return view.changes(TableChange.ChangeType.class).flatMap(change -> changed(view, alter.table(), change));
    }

    private Stream<Judged> changed(StatementView view, ObjectName table, TableChange.ChangeType change) {
        String before = view.before()
                .column(table, change.column())
                .map(column -> column.type().sql())
                .orElse("a type that is not known");
        if (change.using().isEmpty() && TypeChange.keepsRows(new DataType(before), change.type())) {
            return Stream.empty();
        }
        return Stream.of(view.judged(
                code(),
                Severity.WARNING,
                Verdict.NEEDS_APPROVAL,
                "changes the type of " + table + "." + change.column() + " from " + before + " to " + change.type(),
                "a value that does not fit makes the statement fail; old and new code see the new type at once",
                "look at the shadow test's result; on a large table add a new column, fill it, and switch the code over",
                new Evidence(Provenance.CATALOG, "the column's type is " + before)));
    }
}
