package io.godwit.acceptance.survival;

import io.godwit.analyzer.DatabaseRows;
import io.godwit.analyzer.rename.RenamedRows;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.diff.Renamed;
import io.godwit.model.diff.Renaming;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Plan;
import io.godwit.model.planning.Answers;
import io.godwit.model.planning.AssumedValues;
import io.godwit.model.planning.GuardedChanges;
import io.godwit.model.planning.PlainPlanner;
import io.godwit.model.planning.PlannedMigration;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.validator.Judgement;
import io.godwit.validator.Validator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Plans a case as production would: compared with the wanted catalog, then judged and rewritten against the rows.
final class Planning {
    private Planning() {}

    /// @param connection to a database as it is before
    /// @param wanted     the catalog afterwards
    static Plan of(SurvivalCase change, Connection connection, Catalog wanted) throws SQLException {
        Catalog live = CatalogReader.read(connection);
        Catalog renamed = Renamed.in(live, change.renames());
        List<SchemaChange> changes = new ArrayList<>(Renaming.changes(change.renames(), live));
        changes.addAll(CatalogDiff.between(renamed, wanted));
        PlannedMigration plain = PlainPlanner.plan(
                GuardedChanges.unguarded(AssumedValues.in(changes, wanted).changes()),
                live,
                renamed,
                new RenamedRows(new DatabaseRows(connection), change.renames()),
                Answers.none());
        if (!plain.questions().isEmpty()) {
            throw new IllegalStateException(change + " leaves questions: " + plain.questions());
        }
        Judgement judgement = Validator.of(connection).judge(plain.plan());
        if (judgement.verdict() == Verdict.REJECTED) {
            throw new IllegalStateException(change + " is rejected: " + judgement.reason());
        }
        return judgement.plan();
    }
}
