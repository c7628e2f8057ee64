package io.godwit.validator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Plan;
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
import org.junit.jupiter.api.Test;

/// An enum whose values change places, with all that may hang on it.
final class ReorderedEnumTest {
    private static final String BEFORE = """
            CREATE TYPE state AS ENUM ('new', 'open', 'held', 'done');
            CREATE TABLE task (id integer PRIMARY KEY, now state NOT NULL DEFAULT 'open', past state[] DEFAULT '{new}',
              note text, CONSTRAINT held CHECK (now <> 'held'::state OR note IS NOT NULL), UNIQUE (id, now));
            CREATE INDEX by_state ON task (now, id);
            CREATE INDEX open_ones ON task (id) WHERE now = 'open'::state;
            INSERT INTO task (id, now, note)
              SELECT i, (enum_range(null::state))[1 + i % 4], 'n' FROM generate_series(1, 200) i;
            CREATE VIEW begun AS SELECT id, now, 'open'::state AS least FROM task WHERE now > 'new' ORDER BY now;
            CREATE MATERIALIZED VIEW counted AS SELECT now, count(*) FROM task GROUP BY now;
            CREATE UNIQUE INDEX counted_state ON counted (now);
            CREATE FUNCTION same(state) RETURNS state LANGUAGE sql IMMUTABLE AS 'SELECT $1';
            CREATE TYPE pair AS (one state, other integer);
            CREATE TYPE spell AS RANGE (subtype = state);
            COMMENT ON TYPE state IS 'of a task';
            COMMENT ON COLUMN task.now IS 'how it is';
            COMMENT ON INDEX by_state IS 'sorted';
            COMMENT ON INDEX open_ones IS 'some';
            COMMENT ON CONSTRAINT held ON task IS 'says why';
            COMMENT ON MATERIALIZED VIEW counted IS 'how many';
            COMMENT ON FUNCTION same(state) IS 'unchanged';
            REVOKE USAGE ON TYPE state FROM PUBLIC;
            """;

    @Test
    void values_change_places_beside_rows_and_all_that_uses_them_and_come_back_wherever_the_plan_stops()
            throws SQLException {
        try (TestDatabase wanted = TestStack.newDatabase();
                TestDatabase live = TestStack.newDatabase();
                Connection inWanted = wanted.connect();
                Connection running = live.connect();
                Connection judging = live.connect()) {
            live.execute(BEFORE);
            wanted.execute(BEFORE.replace("'new', 'open', 'held', 'done'", "'done', 'new', 'open', 'held'"));
            Catalog before = CatalogReader.read(running);
            Catalog target = CatalogReader.read(inWanted);
            Plan plan = safe(judging, before, target);
            assertThat(plan.steps()).anyMatch(OwnSteps::takesOver);
            assertThat(sorted(running)).isEqualTo("{new,open,held,done}");

            new PlanRun(running).forward(plan);

            assertThat(CatalogDifference.between(target, CatalogReader.read(running)))
                    .isEmpty();
            assertThat(sorted(running)).isEqualTo("{done,new,open,held}");
            new PlanRun(running).back(plan);
            for (int done = 0; done <= plan.steps().size(); done++) {
                Plan part = new Plan(plan.catalogHash(), plan.steps().subList(0, done));
                new PlanRun(running).forward(part);
                new PlanRun(running).back(part);
                assertThat(CatalogDifference.between(before, CatalogReader.read(running)))
                        .as("after %d steps", done)
                        .isEmpty();
            }
            assertThat(sorted(running)).isEqualTo("{new,open,held,done}");
        }
    }

    private static Plan safe(Connection judging, Catalog before, Catalog target) throws SQLException {
        Plan plain = PlainPlanner.plan(
                        GuardedChanges.unguarded(CatalogDiff.between(
                                before, target, target.enums().keySet())),
                        before,
                        before,
                        LiveTables.empty(),
                        Answers.none())
                .plan();
        Judgement judgement = Validator.of(judging).judgeForAnyRows(plain);
        assertThat(judgement.verdict()).as("%s", judgement.findings()).isNotEqualTo(Verdict.REJECTED);
        return judgement.plan();
    }

    private static String sorted(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT array_agg(now ORDER BY now)::text FROM (SELECT DISTINCT now FROM task) t")) {
            row.next();
            return row.getString(1);
        }
    }
}
