package io.godwit.postgres.usage;

import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;

/// Which statements change the names that queries use.
public final class ChangedNames {
    private ChangedNames() {}

    /// Whether it changes what queries can name, one way or the other.
    public static boolean mayChange(Statement statement) {
        return switch (statement) {
            case Statement.TransactionControl _,
                    Statement.ChangeRows _,
                    Statement.Query _,
                    Statement.Vacuum _,
                    Statement.Analyze _,
                    Statement.Cluster _,
                    Statement.Reindex _,
                    Statement.RefreshMaterializedView _,
                    Statement.LockTables _,
                    Statement.Truncate _ -> false;
            case Statement _ -> true;
        };
    }

    /// Whether it may leave fewer names, or other types.
    public static boolean mayTakeAway(Statement statement) {
        return switch (statement) {
            case Statement.AlterTable alter -> !alter.changes().stream().allMatch(ChangedNames::keepsNames);
            case Statement.CreateTable _,
                    Statement.CreateTableAs _,
                    Statement.CreateIndex _,
                    Statement.CreateEnum _,
                    Statement.CreateDomain _,
                    Statement.CreateSchema _,
                    Statement.CreateExtension _,
                    Statement.CreateSequence _,
                    Statement.CreateStatistics _,
                    Statement.AddEnumValue _,
                    Statement.Comment _,
                    Statement.Grant _,
                    Statement.Setting _,
                    Statement.TableObject _ -> false;
            case Statement _ -> mayChange(statement);
        };
    }

    private static boolean keepsNames(TableChange change) {
        return switch (change) {
            case TableChange.DropColumn _,
                    TableChange.ChangeType _,
                    TableChange.RenameColumn _,
                    TableChange.RenameTable _,
                    TableChange.SetSchema _,
                    TableChange.DropConstraint _,
                    TableChange.Other _ -> false;
            case TableChange _ -> true;
        };
    }
}
