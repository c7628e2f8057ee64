package io.godwit.validator.rule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.stream.Stream;

/// Rows or values go away for good.
public final class DataLoss implements Rule {
    @Override
    public String code() {
        return "GW004";
    }

    @Override
    public Stream<Judged> check(StatementView view) {
        return switch (view.statement()) {
            case Statement.DropTable drop ->
                drop.tables().stream()
                        .filter(view.before()::mayHoldRows)
                        .map(table -> lost(view, table, "table " + table));
            case Statement.Truncate truncate ->
                truncate.tables().stream()
                        .filter(view.before()::mayHoldRows)
                        .map(table -> lost(view, table, "rows of " + table));
            case Statement.ChangeRows(Statement.ChangeRows.Operation operation, ObjectName table, boolean _)
            when operation == Statement.ChangeRows.Operation.DELETE
                    && view.before().mayHoldRows(table) -> Stream.of(lost(view, table, "rows of " + table));
            case Statement.AlterTable alter ->
                view.changes(TableChange.DropColumn.class)
                        .filter(_ -> view.before().mayHoldRows(alter.table()))
                        .map(drop -> lost(view, alter.table(), "column " + alter.table() + "." + drop.column()));
            case Statement _ -> Stream.empty();
        };
    }

    private Judged lost(StatementView view, ObjectName table, String what) {
        return view.judged(
                code(),
                Severity.DANGER,
                Verdict.NEEDS_APPROVAL,
                "deletes the " + what + " with what it holds",
                "a rollback brings back the schema, not the values; code that still names it fails at once",
                "deploy the code that no longer uses it, watch, take a backup, then approve this step",
                Busyness.evidence(view.before(), table));
    }
}
