package io.godwit.cli.diff;

import io.godwit.cli.scratch.ScratchDatabase;
import io.godwit.cli.scratch.ScratchServer;
import io.godwit.model.Problem;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.finding.Finding;
import io.godwit.model.plan.Plan;
import io.godwit.model.planning.AssumedValues;
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

/// Plans the way between two schemas: each is loaded into a scratch database, the catalogs are compared, and the plan
/// is proved on one of them.
public final class DiffPlanning {
    private final ScratchServer server;
    private final boolean plain;

    /// @param plain whether the simplest statements are wanted even for tables with rows
    public DiffPlanning(ScratchServer server, boolean plain) {
        this.server = server;
        this.plain = plain;
    }

    /// @throws Problem USER if one of the scripts cannot be loaded
    public SchemaDiff between(String from, String to) throws SQLException {
        try (ScratchDatabase before = loaded(from, to, "from");
                ScratchDatabase after = loaded(to, from, "to");
                Connection current = before.connect();
                Connection target = after.connect()) {
            return between(current, CatalogReader.read(target));
        }
    }

    private SchemaDiff between(Connection current, Catalog wanted) throws SQLException {
        Catalog catalog = CatalogReader.read(current);
        List<SchemaChange> changes = CatalogDiff.between(catalog, wanted);
        AssumedValues assumed = AssumedValues.in(changes, wanted);
        PlannedMigration planned = PlainPlanner.plan(assumed.changes(), catalog, new FilledRows());
        List<Finding> findings = new ArrayList<>();
        assumed.notes().forEach(note -> findings.add(SchemaDiff.note(note)));
        planned.notes().forEach(note -> findings.add(SchemaDiff.note(note)));
        planned.questions().forEach(question -> findings.add(SchemaDiff.note(question.text())));
        Plan plan = planned.plan();
        if (!plain) {
            Judgement judgement = Validator.of(current).judge(plan);
            plan = judgement.plan();
            findings.addAll(judgement.findings());
            writable(current);
        }
        return new SchemaDiff(
                plan,
                findings,
                PlanProof.of(current, plan, Optional.of(wanted)),
                CatalogDiff.beyondReach(catalog, wanted));
    }

    private ScratchDatabase loaded(String script, String other, String side) throws SQLException {
        ScratchDatabase database = server.newDatabase();
        List<String> failed = database.load(script);
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
