package io.godwit.validator.statementrule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.stream.Stream;

/// Rows or values go away for good.
public final class DataGoes implements StatementRule {
    @Override
    public String code() {
        return "GW107";
    }

    @Override
    public String title() {
        return "Data is deleted";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        boolean goes = switch (statement.statement()) {
            case Statement.DropTable drop -> drop.tables().stream().anyMatch(table -> !statement.isNew(table));
            case Statement.Truncate truncate -> truncate.tables().stream().anyMatch(table -> !statement.isNew(table));
            case Statement.DropSchema _ -> true;
            case Statement.DropType drop -> drop.cascade();
            case Statement.ChangeRows change ->
                change.operation() == Statement.ChangeRows.Operation.DELETE && change.everyRow();
            case Statement _ ->
                statement.changes(TableChange.DropColumn.class).findAny().isPresent();
        };
        return goes
                ? Stream.of(statement.finding(
                        code(),
                        Severity.DANGER,
                        "deletes data for good",
                        "there is no way back but a backup, and code that still uses it fails at once",
                        "deploy the code that does not use it first, wait, keep a copy, then drop"))
                : Stream.empty();
    }
}
