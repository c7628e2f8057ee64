package io.godwit.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.diff.Rename;
import io.godwit.model.diff.Renamed;
import io.godwit.model.diff.Renaming;
import io.godwit.model.plan.ExpectedLock;
import io.godwit.model.plan.LockMode;
import io.godwit.model.plan.Plan;
import io.godwit.model.planning.Answers;
import io.godwit.model.planning.AssumedValues;
import io.godwit.model.planning.GuardedChanges;
import io.godwit.model.planning.LiveTables;
import io.godwit.model.planning.PlainPlanner;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.proof.PlanProof;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import io.godwit.validator.pattern.Situation;
import io.godwit.validator.prediction.Prediction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The law of plans, on schemas and changes made of chance: a plan applied gives the wanted catalog;
/// undone, the one before; and no step of its safe form holds ACCESS EXCLUSIVE on a table while it reads
/// or rewrites it. More cases on demand: `-Dgodwit.law.cases=5000 -Dgodwit.law.seed=1`.
final class PlanLawTest {
    private static final long SEED = Long.getLong("godwit.law.seed", 20261122L);
    private static final int CASES = Integer.getInteger("godwit.law.cases", 20);

    @Test
    void a_plan_leads_to_the_wanted_catalog_and_back_and_blocks_nobody() throws SQLException {
        List<String> broken = broken(SEED, CASES);

        assertThat(broken).as("%d cases from seed %d", CASES, SEED).isEmpty();
    }

    /// What is broken, a line each that starts with its seed.
    static List<String> broken(long first, int cases) throws SQLException {
        List<String> broken = new ArrayList<>();
        try (TestDatabase currentDatabase = TestStack.newDatabase();
                TestDatabase wantedDatabase = TestStack.newDatabase();
                Connection current = currentDatabase.connect();
                Connection judging = currentDatabase.connect();
                Connection target = wantedDatabase.connect()) {
            for (long seed = first; seed < first + cases; seed++) {
                broken.addAll(broken(seed, current, judging, target));
            }
        }
        return broken;
    }

    private static List<String> broken(long seed, Connection current, Connection judging, Connection target)
            throws SQLException {
        GeneratedSchema schema = new GeneratedSchema(seed);
        String from = schema.sql();
        String rows = schema.rows();
        schema.change();
        fresh(target, schema.sql());
        Catalog wanted = CatalogReader.read(target);
        List<String> broken = new ArrayList<>();
        for (boolean safely : List.of(false, true)) {
            fresh(current, from + rows);
            Catalog before = CatalogReader.read(current);
            Plan plan = plan(before, wanted, schema.renames());
            if (safely) {
                Validator validator = Validator.of(judging);
                plan = validator.safeForAnyRows(plan, Set.of());
                blocking(plan, validator.anyRows()).forEach(line -> broken.add("seed " + seed + " blocks: " + line));
            }
            PlanProof proof = PlanProof.of(current, plan, Optional.of(wanted));
            String form = safely ? " safe: " : " plain: ";
            proof.forward().forEach(line -> broken.add("seed " + seed + form + line));
            proof.back().forEach(line -> broken.add("seed " + seed + form + line));
        }
        return broken;
    }

    private static Plan plan(Catalog before, Catalog wanted, List<Rename> renames) {
        Catalog renamed = Renamed.in(before, renames);
        GuardedChanges changes = GuardedChanges.unguarded(AssumedValues.in(CatalogDiff.between(renamed, wanted), wanted)
                        .changes())
                .between(Renaming.changes(renames, before), List.of());
        return PlainPlanner.plan(changes, before, renamed, rows(), Answers.none())
                .plan();
    }

    private static List<String> blocking(Plan plan, Situation start) {
        List<String> blocking = new ArrayList<>();
        for (PlanReading.StepView step : new PlanReading().read(plan, start)) {
            Prediction effect = step.effect();
            for (ExpectedLock lock : effect.expectedLocks()) {
                if (lock.mode() == LockMode.ACCESS_EXCLUSIVE
                        && effect.takesLong(lock.relation())
                        && start.isLive(lock.relation())) {
                    blocking.add(step.step().title() + " on " + lock.relation());
                }
            }
        }
        return blocking;
    }

    private static LiveTables rows() {
        return new LiveTables() {
            @Override
            public boolean hasRows(ObjectName table) {
                return false;
            }

            @Override
            public boolean hasNulls(ObjectName table, String column) {
                return true;
            }

            @Override
            public boolean holdsAny(ObjectName table, String column, List<String> labels) {
                return false;
            }
        };
    }

    private static void fresh(Connection connection, String script) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n" + script);
        }
    }
}
