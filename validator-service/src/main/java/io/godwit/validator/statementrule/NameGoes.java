package io.godwit.validator.statementrule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.stream.Stream;

/// A rename breaks either the old code or the new.
public final class NameGoes implements StatementRule {
    @Override
    public String code() {
        return "GW108";
    }

    @Override
    public String title() {
        return "A name changes at once";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        boolean renames = switch (statement.statement()) {
            case Statement.AlterTable alter
            when !statement.isNew(alter.table()) ->
                alter.changes().stream()
                        .anyMatch(change -> change instanceof TableChange.RenameColumn
                                || change instanceof TableChange.RenameTable
                                || change instanceof TableChange.SetSchema);
            case Statement.RenameEnumValue _, Statement.RenameType _ -> true;
            case Statement _ -> false;
        };
        return renames
                ? Stream.of(statement.finding(
                        code(),
                        Severity.DANGER,
                        "changes a name that running code uses",
                        "old and new code cannot both work: one of them fails until the other is gone",
                        "add the new name beside the old, write both, move the code over, then drop the old"))
                : Stream.empty();
    }
}
