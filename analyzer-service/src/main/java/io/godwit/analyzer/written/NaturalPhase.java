package io.godwit.analyzer.written;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Index;
import io.godwit.model.plan.Phase;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;

/// The phase a statement belongs to by what it does, as the planner would have it: what adds comes first, what moves
/// rows second, what takes away or requires comes after the new code.
final class NaturalPhase {
    private NaturalPhase() {}

    static Phase of(Statement statement, Catalog live) {
        return switch (statement) {
            case Statement.AlterTable alter ->
                alter.changes().stream()
                        .map(NaturalPhase::of)
                        .reduce(Phase.EXPAND, (one, other) -> one.compareTo(other) >= 0 ? one : other);
            case Statement.DropTable _,
                    Statement.DropType _,
                    Statement.Truncate _,
                    Statement.DropRelations _,
                    Statement.DropSchema _ -> Phase.CONTRACT;
            case Statement.DropIndex drop ->
                drop.indexes().stream().anyMatch(index -> isUnique(index.name(), live)) ? Phase.EXPAND : Phase.CONTRACT;
            case Statement.ChangeRows rows -> live.table(rows.table()).isPresent() ? Phase.MIGRATE : Phase.EXPAND;
            case Statement.Query _, Statement.RefreshMaterializedView _ -> Phase.MIGRATE;
            case Statement _ -> Phase.EXPAND;
        };
    }

    static Phase of(TableChange change) {
        return switch (change) {
            case TableChange.DropColumn _, TableChange.SetNotNull _ -> Phase.CONTRACT;
            case TableChange _ -> Phase.EXPAND;
        };
    }

    /// A unique index may refuse rows of the new code, so it goes early.
    private static boolean isUnique(String index, Catalog live) {
        return live.tables().values().stream()
                .flatMap(table -> table.index(index).stream())
                .anyMatch(Index::unique);
    }
}
