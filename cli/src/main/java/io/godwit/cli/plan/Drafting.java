package io.godwit.cli.plan;

import io.godwit.analyzer.Analysis;
import io.godwit.analyzer.DatabaseRows;
import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.Outcome;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.plan.Plan;
import io.godwit.model.planning.LiveTables;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.proof.ProofOutcome;
import io.godwit.validator.Validator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
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
    /// @param copies     where the plan is proved and indexes are tried; empty if neither is wanted
    public DraftedMigration forDatabase(List<FileChange> files, Connection connection, Optional<CopiesOf> copies)
            throws SQLException {
        Catalog live = CatalogReader.read(connection);
        Outcome outcome = analysis.of(files, live, new DatabaseRows(connection, copies.map(CopiesOf::trial)));
        if (!(outcome instanceof Outcome.Proposed proposed)) {
            return plain(outcome);
        }
        Plan plan = form == Form.PLAIN
                ? proposed.plan()
                : Validator.of(connection).judge(proposed.plan()).plan();
        return copies.isEmpty()
                ? new DraftedMigration(outcome, Optional.of(plan), outcome.notes())
                : proved(proposed, plan, copies.get().proof().of(live, proposed.plan(), plan));
    }

    private static DraftedMigration proved(Outcome.Proposed outcome, Plan safe, ProofOutcome proof) {
        List<String> notes = new ArrayList<>(outcome.notes());
        return switch (proof) {
            case ProofOutcome.Proven(String where) -> {
                notes.add("Run forward and back on " + where + ", the plan did what it should.");
                yield new DraftedMigration(outcome, Optional.of(safe), notes);
            }
            case ProofOutcome.NotTried(String reason) -> {
                notes.add("The plan was not proven: " + reason);
                yield new DraftedMigration(outcome, Optional.of(safe), notes);
            }
            case ProofOutcome.SafeFormFails(String reason) -> {
                notes.add("This is the plain form, which may block others for long. The safe form did not pass its"
                        + " proof: " + reason);
                yield new DraftedMigration(outcome, Optional.of(outcome.plan()), notes);
            }
            case ProofOutcome.Fails(String reason) -> {
                notes.add("There is no plan, because what was planned did not pass its proof: " + reason);
                yield new DraftedMigration(outcome, Optional.empty(), notes);
            }
        };
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
