package io.godwit.cli.plan;

import io.godwit.analyzer.Analysis;
import io.godwit.analyzer.DatabaseRows;
import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.Outcome;
import io.godwit.model.plan.Plan;
import io.godwit.model.planning.LiveTables;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.validator.Judgement;
import io.godwit.validator.Validator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Drafts migrations in one form.
///
/// @param analysis with the project's facts
public record Drafting(Analysis analysis, Form form) {

    /// For a database nobody asks: the models of the base revision stand for it. In the plain form.
    public DraftedMigration withoutDatabase(List<FileChange> files) {
        return plain(analysis.withoutDatabase(files));
    }

    /// For a live database, whose rows decide what needs an answer.
    ///
    /// @param connection in autocommit mode; it is only read
    public DraftedMigration forDatabase(List<FileChange> files, Connection connection) throws SQLException {
        Outcome outcome = analysis.of(files, CatalogReader.read(connection), new DatabaseRows(connection));
        if (form == Form.PLAIN || !(outcome instanceof Outcome.Proposed proposed)) {
            return plain(outcome);
        }
        Judgement judgement = Validator.of(connection).judge(proposed.plan());
        return new DraftedMigration(outcome, Optional.of(judgement.plan()), outcome.notes());
    }

    /// For a database that stands for one of the same schema; of tables that are empty in it nothing is
    /// known.
    public DraftedMigration forScratch(List<FileChange> files, Connection connection) throws SQLException {
        LiveTables rows = new ScratchRows(new DatabaseRows(connection));
        Outcome outcome = analysis.of(files, CatalogReader.read(connection), rows);
        if (form == Form.PLAIN || !(outcome instanceof Outcome.Proposed proposed)) {
            return plain(outcome);
        }
        Plan safe = Validator.of(connection)
                .safeForAnyRows(proposed.plan(), proposed.rowsDecide().keySet());
        return new DraftedMigration(outcome, Optional.of(safe), outcome.notes());
    }

    private static DraftedMigration plain(Outcome outcome) {
        Optional<Plan> plan =
                outcome instanceof Outcome.Proposed proposed ? Optional.of(proposed.plan()) : Optional.empty();
        return new DraftedMigration(outcome, plan, outcome.notes());
    }
}
