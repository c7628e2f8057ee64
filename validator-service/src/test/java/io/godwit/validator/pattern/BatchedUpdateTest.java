package io.godwit.validator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.finding.Finding;
import io.godwit.model.finding.Severity;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import io.godwit.validator.Judgement;
import io.godwit.validator.PlanRun;
import io.godwit.validator.Validator;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class BatchedUpdateTest {
    private static final String SETUP = "create table t (id int primary key, a int, b int, note text);"
            + " insert into t select i, i, i % 7, 'N' || i from generate_series(1, 30000) i; analyze t";

    @Test
    void a_new_column_is_filled_in_batches_and_follows_until_the_new_code_is_there() throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect();
                Connection judging = database.connect()) {
            database.execute(SETUP);
            Plan plan = PatternTrial.written(
                    CatalogReader.read(connection),
                    "ALTER TABLE t ADD COLUMN c int",
                    "UPDATE t AS x SET c = x.a + public.t.b WHERE x.b < 3".replace("public.t.", "x."),
                    "UPDATE public.t SET c = public.t.a * -1 WHERE b >= 3");

            Plan safe = Validator.of(judging).judge(plan).plan();

            assertThat(safe.steps())
                    .filteredOn(step -> step.action() instanceof Action.Backfill)
                    .hasSize(2);
            new PlanRun(connection)
                    .forward(
                            safe,
                            Phase.CONTRACT,
                            "INSERT INTO t VALUES (0, 5, 1), (-1, 5, 6); INSERT INTO t VALUES (-2, 5, 6, '', 9);"
                                    + " UPDATE t SET b = 3 WHERE id = 1; UPDATE t SET a = 7 WHERE id = 2;"
                                    + " DO $$ BEGIN IF (SELECT array_agg(c ORDER BY id) FROM t WHERE id < 4)::text <>"
                                    + " '{9,-5,6,-1,9,-3}' OR EXISTS (SELECT FROM t WHERE c IS NULL) THEN RAISE EXCEPTION"
                                    + " '%', (SELECT array_agg(c ORDER BY id) FROM t WHERE id < 4); END IF; END $$");
            new PlanRun(connection).back(safe);
            assertThat(CatalogReader.read(connection).hash()).isEqualTo(plan.catalogHash());
        }
    }

    @Test
    void what_comes_to_the_same_in_batches_is_written_once_and_the_rest_says_why_it_is_not() throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect();
                Connection judging = database.connect()) {
            database.execute(SETUP + "; create function act() returns int language sql as 'select 1';");

            assertThat(form(connection, judging, "UPDATE t SET note = lower(note)"))
                    .isEqualTo("backfill ONCE true");
            assertThat(form(connection, judging, "UPDATE t SET note = (SELECT max(k.b)::text FROM t k) WHERE a > 100"))
                    .isEqualTo("backfill ONCE a > 100");
            assertThat(form(connection, judging, "UPDATE t SET note = gen_random_uuid() WHERE b < 3"))
                    .isEqualTo("backfill ONCE b < 3");
            assertThat(form(connection, judging, "UPDATE t SET note = 'x' WHERE id = 5"))
                    .isEqualTo("as it is");
            assertThat(form(connection, judging, "UPDATE t SET a = a + 1")).contains("would change twice");
            assertThat(form(connection, judging, "UPDATE t SET a = act()")).contains("it calls act");
            assertThat(form(connection, judging, "UPDATE t SET id = -a")).contains("part of the key");
            assertThat(form(connection, judging, "UPDATE t SET a = k.a FROM t k WHERE k.id = t.id"))
                    .contains("by FROM");
        }
    }

    /// What becomes of an UPDATE: the backfill, or what the finding says.
    private static String form(Connection connection, Connection judging, String update) throws SQLException {
        Judgement judgement = Validator.of(judging).judge(PatternTrial.written(CatalogReader.read(connection), update));
        return judgement.plan().steps().getFirst().action() instanceof Action.Backfill fill
                ? "backfill " + fill.passes() + " " + fill.condition()
                : judgement.findings().stream()
                        .filter(finding -> finding.code().equals("GW109") && finding.severity() != Severity.INFO)
                        .map(Finding::why)
                        .findFirst()
                        .orElse("as it is");
    }
}
