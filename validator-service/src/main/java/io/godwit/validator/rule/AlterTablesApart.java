package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.stream.Stream;

/// Two ALTER TABLE of one table, one after the other, where both are brief: they could be one. Where one scans, or
/// proves what the other needs, they have to stay apart.
public final class AlterTablesApart implements Rule {
    @Override
    public String code() {
        return "GW207";
    }

    @Override
    public String title() {
        return "ALTER TABLEs that could be one";
    }

    @Override
    public boolean isStyle() {
        return true;
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        boolean joined = statement.statement() instanceof Statement.AlterTable alter
                && statement.earlier().altered().filter(alter.table()::equals).isPresent()
                && statement.blocking() != Blocking.LONG
                && alter.changes().stream().noneMatch(AlterTablesApart::standsAlone);
        return joined
                ? Stream.of(statement
                        .finding(
                                code(),
                                Severity.INFO,
                                "changes the table the statement before it changed too",
                                "together they ask for the lock once",
                                "write both changes in one ALTER TABLE")
                        .informing())
                : Stream.empty();
    }

    private static boolean standsAlone(TableChange change) {
        return change instanceof TableChange.ValidateConstraint
                || change instanceof TableChange.DropConstraint
                || change instanceof TableChange.SetNotNull
                || change instanceof TableChange.RenameTable
                || change instanceof TableChange.RenameColumn
                || change instanceof TableChange.RenameConstraint
                || change instanceof TableChange.SetSchema
                || change instanceof TableChange.AttachPartition
                || change instanceof TableChange.DetachPartition;
    }
}
