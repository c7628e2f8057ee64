package io.godwit.validator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.planning.Answers;
import io.godwit.model.planning.GuardedChanges;
import io.godwit.model.planning.LiveTables;
import io.godwit.model.planning.PlainPlanner;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.proof.CatalogDifference;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import io.godwit.validator.Judgement;
import io.godwit.validator.PlanRun;
import io.godwit.validator.Validator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ViewsBesideTest {
    private static final ObjectName SALES = ObjectName.inPublic("sales");
    private static final String TABLE = """
            DO $$ BEGIN CREATE ROLE "views beside reader"; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            CREATE TABLE sales (id integer PRIMARY KEY, region text, amount integer);
            INSERT INTO sales SELECT i, 'r' || i % 3, i FROM generate_series(1, 300) i;
            """;
    private static final String BEFORE = """
            CREATE MATERIALIZED VIEW totals AS SELECT region, sum(amount) AS amount FROM sales GROUP BY region;
            CREATE UNIQUE INDEX totals_region ON totals (region);
            CREATE INDEX totals_amount ON totals (amount);
            COMMENT ON MATERIALIZED VIEW totals IS 'per region';
            COMMENT ON COLUMN totals.amount IS 'in cents';
            CREATE VIEW best AS SELECT * FROM totals WHERE amount > 100;
            CREATE MATERIALIZED VIEW "Counts" AS SELECT region, count(*) FROM sales GROUP BY region;
            """;
    private static final String NESTED = """
            CREATE MATERIALIZED VIEW over_totals AS
                SELECT totals.region, totals.amount + s.amount AS amount FROM totals JOIN sales s ON s.region = totals.region;
            CREATE INDEX over_totals_amount ON over_totals (amount);
            CREATE MATERIALIZED VIEW over_all AS SELECT t.region, t.amount FROM over_totals t;
            """;
    private static final String GRANTS = """
            GRANT SELECT ON totals, best TO "views beside reader";
            """;

    @Test
    void a_materialized_view_is_filled_beside_the_one_in_use_and_takes_its_name_over_forward_and_back()
            throws SQLException {
        List<Step> steps = tried("""
                CREATE MATERIALIZED VIEW totals AS SELECT region, sum(amount) AS amount, max(id) AS last FROM sales GROUP BY region;
                CREATE UNIQUE INDEX totals_region ON totals (region);
                COMMENT ON MATERIALIZED VIEW totals IS 'per region';
                CREATE VIEW best AS SELECT region, amount FROM totals WHERE amount > 100;
                CREATE MATERIALIZED VIEW "Counts" AS SELECT region, count(*), min(id) FROM sales GROUP BY region;
                """);

        assertThat(steps).hasSize(5);
        Step swap = steps.get(2);
        assertThat(swap.title()).startsWith("Make anew with what is filled beside: ");
        assertThat(swap.action().statements()).noneMatch(ViewsBesideTest::fills);
        assertThat(swap.rollback().statements()).noneMatch(ViewsBesideTest::fills);
        assertThat(steps.subList(3, 5))
                .allMatch(step -> step.rollback().statements().stream().anyMatch(ViewsBesideTest::fills));
    }

    @Test
    void a_definition_is_understood_as_people_write_it() {
        String drop = "DROP MATERIALIZED VIEW public.totals";
        String dropCounts = "DROP MATERIALIZED VIEW public.\"Counts\"";
        List<String> forward = List.of(
                dropCounts,
                drop,
                "create materialized view if not exists Totals (region, amount) as select region, sum(amount) from sales group by 1",
                "CREATE UNIQUE INDEX totals_region\n  ON Public.totals(region)",
                "CREATE MATERIALIZED VIEW \"Counts\" AS SELECT count(*) FROM totals");
        Step step = Step.of(
                "1",
                Phase.EXPAND,
                "Make anew: views",
                new Action.RunSql(forward, TransactionMode.TOGETHER),
                Rollback.lossless(drop),
                Optional.empty());

        List<Step> steps = ViewsBeside.of(List.of(step));

        assertThat(steps).hasSize(3);
        assertThat(steps.getFirst().action().statements())
                .containsExactly(
                        "create materialized view if not exists \"public\".\"~godwit_new_totals\" (region, amount) as select"
                                + " region, sum(amount) from sales group by 1",
                        "CREATE UNIQUE INDEX \"~godwit_new_totals_region\"\n  ON \"public\".\"~godwit_new_totals\"(region)");
        assertThat(steps.get(1).action().statements())
                .containsExactly("CREATE MATERIALIZED VIEW \"public\".\"~godwit_new_Counts\" AS SELECT count(*) FROM"
                        + " \"public\".\"~godwit_new_totals\"");
        assertThat(steps.getLast().action().statements())
                .containsExactly(
                        dropCounts,
                        drop,
                        "ALTER MATERIALIZED VIEW \"public\".\"~godwit_new_totals\" RENAME TO \"totals\"",
                        "ALTER INDEX \"public\".\"~godwit_new_totals_region\" RENAME TO \"totals_region\"",
                        "ALTER MATERIALIZED VIEW \"public\".\"~godwit_new_Counts\" RENAME TO \"Counts\"");
    }

    @Test
    void one_that_reads_another_that_is_made_anew_is_filled_over_its_new_form() throws SQLException {
        List<Step> steps = tried("""
                CREATE MATERIALIZED VIEW totals AS SELECT region, sum(amount) + 1 AS amount FROM sales GROUP BY region;
                CREATE MATERIALIZED VIEW "Counts" AS SELECT totals.region, count(*) FROM totals JOIN sales ON sales.region = totals.region
                    GROUP BY totals.region;
                CREATE UNIQUE INDEX counts_region ON "Counts" (region);
                """);

        onlyNamesChangeIn(steps);
    }

    @Test
    void one_over_another_is_kept_beside_and_goes_before_it() throws SQLException {
        String whole = "CREATE MATERIALIZED VIEW whole AS SELECT sum(totals.amount) AS amount FROM totals;";
        List<Step> steps = tried(whole, """
                CREATE MATERIALIZED VIEW totals AS SELECT region, sum(amount) + 1 AS amount FROM sales GROUP BY region;
                CREATE MATERIALIZED VIEW "Counts" AS SELECT region, count(*) FROM sales GROUP BY region;
                """ + whole);

        onlyNamesChangeIn(steps);
        assertThat(steps)
                .flatMap(step -> step.action().statements())
                .containsSubsequence(
                        "DROP MATERIALIZED VIEW IF EXISTS \"public\".\"~godwit_old_whole\"",
                        "DROP MATERIALIZED VIEW IF EXISTS \"public\".\"~godwit_old_totals\"");
    }

    @Test
    void one_whose_text_does_not_tell_which_relation_a_name_is_stays_in_the_transaction() {
        List<String> forward = List.of(
                "DROP MATERIALIZED VIEW public.counts",
                "DROP MATERIALIZED VIEW public.totals",
                "CREATE MATERIALIZED VIEW public.totals AS SELECT region FROM sales",
                "CREATE MATERIALIZED VIEW public.counts AS SELECT region AS totals FROM public.totals");
        Step step = Step.of(
                "1",
                Phase.EXPAND,
                "Make anew: views",
                new Action.RunSql(forward, TransactionMode.TOGETHER),
                Rollback.lossless(),
                Optional.empty());

        List<Step> steps = ViewsBeside.of(List.of(step));

        assertThat(steps).hasSize(2);
        assertThat(steps.getLast().action().statements()).endsWith(forward.getLast());
    }

    @Test
    void a_view_under_a_column_that_is_converted_is_filled_beside_and_comes_back_wherever_the_plan_stops()
            throws SQLException {
        String setup = TABLE + BEFORE + NESTED + GRANTS;
        try (TestDatabase live = TestStack.newDatabase();
                Connection running = live.connect();
                Connection judging = live.connect()) {
            live.execute(setup);
            Catalog before = CatalogReader.read(running);
            List<SchemaChange> wanted = List.of(new SchemaChange.ChangeColumnType(
                    SALES, before.table(SALES).orElseThrow().column("amount").orElseThrow(), new DataType("bigint")));
            Plan plan =
                    Validator.of(judging).judgeForAnyRows(plain(before, wanted)).plan();
            assertThat(plan.steps())
                    .extracting(Step::title)
                    .filteredOn(title -> title.startsWith("Fill the new form"))
                    .hasSize(3);
            assertThat(plan.steps())
                    .filteredOn(step -> !step.title().startsWith("Fill the new form"))
                    .flatMap(step -> step.action().statements())
                    .noneMatch(ViewsBesideTest::fills);
            for (int done = 0; done <= plan.steps().size(); done++) {
                Plan part = new Plan(plan.catalogHash(), plan.steps().subList(0, done));
                new PlanRun(running).forward(part);
                new PlanRun(running).back(part);
                assertThat(CatalogDifference.between(before, CatalogReader.read(running)))
                        .as("after %d steps", done)
                        .isEmpty();
            }
        }
    }

    /// Neither forward nor back is anything filled where the new forms take the names over.
    private static void onlyNamesChangeIn(List<Step> steps) {
        assertThat(steps)
                .filteredOn(step -> step.title().startsWith("Make anew"))
                .singleElement()
                .satisfies(swap -> {
                    assertThat(swap.action().statements()).noneMatch(ViewsBesideTest::fills);
                    assertThat(swap.rollback().statements()).noneMatch(ViewsBesideTest::fills);
                });
    }

    private static boolean fills(String sql) {
        return sql.startsWith("CREATE MATERIALIZED VIEW");
    }

    private static Plan safe(Connection judging, Catalog before, List<SchemaChange> changes) throws SQLException {
        Judgement judgement = Validator.of(judging).judge(plain(before, changes));
        assertThat(judgement.verdict()).as("%s", judgement.findings()).isEqualTo(Verdict.APPROVED);
        return judgement.plan();
    }

    private static Plan plain(Catalog before, List<SchemaChange> changes) {
        return PlainPlanner.plan(GuardedChanges.unguarded(changes), before, before, LiveTables.empty(), Answers.none())
                .plan();
    }

    /// Whose rows a reader sees, who may read nothing but what was granted.
    private static long readable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE \"views beside reader\"");
            try (ResultSet row =
                    statement.executeQuery("SELECT (SELECT sum(amount) FROM totals) + (SELECT count(*) FROM best)")) {
                row.next();
                return row.getLong(1);
            } finally {
                statement.execute("RESET ROLE");
            }
        }
    }

    private static List<Step> tried(String after) throws SQLException {
        return tried("", after);
    }

    /// @param more views beside those of every test
    private static List<Step> tried(String more, String after) throws SQLException {
        try (TestDatabase wanted = TestStack.newDatabase();
                TestDatabase live = TestStack.newDatabase();
                Connection inWanted = wanted.connect();
                Connection running = live.connect();
                Connection judging = live.connect()) {
            live.execute(TABLE + BEFORE + more + GRANTS);
            wanted.execute(TABLE.substring(TABLE.indexOf('\n') + 1) + after);
            Catalog before = CatalogReader.read(running);
            long readable = readable(running);
            Catalog target = CatalogReader.read(inWanted);
            Plan plan = safe(judging, before, CatalogDiff.between(before, target));
            new PlanRun(running).forward(plan);
            assertThat(CatalogDifference.between(target, CatalogReader.read(running)))
                    .isEmpty();
            new PlanRun(running).back(plan);
            assertThat(CatalogDifference.between(before, CatalogReader.read(running)))
                    .isEmpty();
            assertThat(readable(running)).isEqualTo(readable);
            return plan.steps();
        }
    }
}
