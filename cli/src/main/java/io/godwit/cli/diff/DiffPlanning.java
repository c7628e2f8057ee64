package io.godwit.cli.diff;

import io.godwit.cli.scratch.ScratchDatabase;
import io.godwit.cli.scratch.ScratchServer;
import io.godwit.model.Problem;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.diff.Rename;
import io.godwit.model.diff.Renamed;
import io.godwit.model.diff.Renaming;
import io.godwit.model.finding.Finding;
import io.godwit.model.plan.Plan;
import io.godwit.model.planning.Answers;
import io.godwit.model.planning.AssumedValues;
import io.godwit.model.planning.GuardedChanges;
import io.godwit.model.planning.PlainPlanner;
import io.godwit.model.planning.PlannedMigration;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.proof.PlanProof;
import io.godwit.validator.Judgement;
import io.godwit.validator.Validator;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Plans the way between two schemas: each is loaded into a scratch database, the catalogs are compared, and the plan
/// is proved on one of them. Of rows nothing is known, so it is right for any and blocks nobody, unless the plain form
/// is wanted.
public final class DiffPlanning {
    private final ScratchServer server;
    private final boolean plain;

    /// @param plain whether the simplest statements are wanted even for tables with rows
    public DiffPlanning(ScratchServer server, boolean plain) {
        this.server = server;
        this.plain = plain;
    }

    /// @throws Problem USER if one of the scripts cannot be loaded, a fill names no new column, or a rename nothing
    /// that
    /// can have been renamed
    public SchemaDiff between(String from, String to, Given given) throws SQLException {
        try (ScratchDatabase before = loaded(from, "from");
                ScratchDatabase after = loaded(to, "to");
                Connection current = before.connect();
                Connection target = after.connect()) {
            Draft draft = draft(current, CatalogReader.read(target), given);
            if (plain) {
                return draft.proved(current, draft.plain(), List.of());
            }
            Judgement judgement = Validator.of(current).judgeForAnyRows(draft.plain());
            writable(current);
            SchemaDiff diff = draft.proved(current, judgement.plan(), judgement.findings());
            return diff.proof().holds() ? diff : inPlainForm(draft, from, diff);
        }
    }

    /// The plain form of a plan whose safe form did not pass its proof.
    private SchemaDiff inPlainForm(Draft draft, String from, SchemaDiff safe) throws SQLException {
        try (ScratchDatabase again = loaded(from, "from");
                Connection current = again.connect()) {
            List<Finding> findings = new ArrayList<>(safe.findings());
            findings.addFirst(
                    SchemaDiff.note("This is the plain form, which may block others for long. The safe form did"
                            + " not pass its proof: "
                            + Stream.concat(safe.proof().forward().stream(), safe.proof().back().stream())
                                    .findFirst()
                                    .orElse("")));
            SchemaDiff diff = draft.proved(current, draft.plain(), List.of());
            return new SchemaDiff(diff.plan(), findings, diff.proof(), diff.refused());
        }
    }

    private static Draft draft(Connection current, Catalog wanted, Given given) throws SQLException {
        Catalog catalog = CatalogReader.read(current);
        List<Rename> renames = GivenRenames.of(given.renames(), catalog, wanted);
        Catalog renamed = Renamed.in(catalog, renames);
        List<SchemaChange> changes =
                CatalogDiff.between(renamed, wanted, wanted.enums().keySet());
        Answers answers = GivenFills.answers(given.fills(), changes);
        AssumedValues assumed = AssumedValues.in(changes, wanted, answers);
        PlannedMigration planned = PlainPlanner.plan(
                GuardedChanges.unguarded(
                        Stream.concat(Renaming.changes(renames, catalog).stream(), assumed.changes().stream())
                                .toList()),
                catalog,
                renamed,
                new FilledRows(wanted, answers),
                answers);
        List<Finding> findings = new ArrayList<>();
        assumed.notes().forEach(note -> findings.add(SchemaDiff.note(note)));
        planned.notes().forEach(note -> findings.add(SchemaDiff.note(note)));
        planned.questions().forEach(question -> findings.add(SchemaDiff.note(question.text())));
        return new Draft(planned.plan(), findings, CatalogDiff.beyondReach(renamed, wanted), wanted);
    }

    /// A plan before its proof.
    private record Draft(Plan plain, List<Finding> findings, List<String> refused, Catalog wanted) {
        SchemaDiff proved(Connection current, Plan plan, List<Finding> more) throws SQLException {
            return new SchemaDiff(
                    plan,
                    Stream.concat(findings.stream(), more.stream()).toList(),
                    PlanProof.of(current, plan, Optional.of(wanted)),
                    refused);
        }
    }

    private ScratchDatabase loaded(String script, String side) throws SQLException {
        ScratchDatabase database = server.newDatabase();
        List<String> failed = database.load(DumpedSql.withoutPsql(script));
        if (!failed.isEmpty()) {
            database.close();
            throw Problem.user(
                    "SCHEMA_NOT_LOADED",
                    "The schema '" + side + "' cannot be loaded into an empty database: " + failed.getFirst()
                            + (failed.size() > 1 ? " (and " + (failed.size() - 1) + " more)" : ""));
        }
        return database;
    }

    /// The validator makes its connection read-only.
    private static void writable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SET default_transaction_read_only = off; SET statement_timeout = '60s'; SET lock_timeout = 0");
        }
    }
}
