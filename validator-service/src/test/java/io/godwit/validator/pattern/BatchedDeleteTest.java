package io.godwit.validator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.finding.Finding;
import io.godwit.model.finding.Severity;
import io.godwit.model.plan.Action;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import io.godwit.validator.Judgement;
import io.godwit.validator.Validator;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class BatchedDeleteTest {
    private static final String SETUP = "create table t (id int primary key, a int, at timestamptz default now());"
            + " insert into t select i, i % 100 from generate_series(1, 30000) i;"
            + " create table bag (a int); insert into bag select 1 from generate_series(1, 30000);"
            + " create table head (id int primary key); insert into head select generate_series(1, 30000);"
            + " create table line (head int references head); create table owned (id int primary key);"
            + " insert into owned select generate_series(1, 30000);"
            + " create table part (owned int references owned on delete cascade);"
            + " create function act() returns int language sql as 'select 1'; analyze;";

    @Test
    void many_rows_go_along_the_key_and_the_rest_says_why_it_does_not() throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect();
                Connection judging = database.connect()) {
            database.execute(SETUP);

            assertThat(form(connection, judging, "DELETE FROM t")).isEqualTo("batches where true");
            assertThat(form(connection, judging, "DELETE FROM public.t AS x WHERE x.a < 50 AND x.at < now()"))
                    .isEqualTo("batches where \"t\".a < 50 AND \"t\".at < now()");
            assertThat(form(connection, judging, "DELETE FROM t WHERE a IN (SELECT b.a FROM bag b)"))
                    .as("few rows")
                    .isEqualTo("as it is");
            assertThat(form(connection, judging, "DELETE FROM owned")).isEqualTo("batches where true");
            assertThat(form(connection, judging, "DELETE FROM t WHERE id = 5")).isEqualTo("as it is");
            assertThat(form(connection, judging, "DELETE FROM t WHERE a > act()"))
                    .contains("it calls act");
            assertThat(form(connection, judging, "DELETE FROM t WHERE id NOT IN (SELECT min(id) FROM t GROUP BY a)"))
                    .contains("depends on other rows");
            assertThat(form(connection, judging, "DELETE FROM t USING bag WHERE bag.a <> t.a"))
                    .contains("USING");
            assertThat(form(connection, judging, "DELETE FROM bag")).contains("no key");
            assertThat(form(connection, judging, "DELETE FROM head")).contains("foreign key line_head_fkey of line");
        }
    }

    /// What becomes of a DELETE: the batches, or what the finding says.
    private static String form(Connection connection, Connection judging, String delete) throws SQLException {
        Judgement judgement = Validator.of(judging).judge(PatternTrial.written(CatalogReader.read(connection), delete));
        return judgement.plan().steps().getFirst().action() instanceof Action.DeleteRows rows
                ? "batches where " + rows.condition()
                : judgement.findings().stream()
                        .filter(finding -> finding.code().equals("GW109") && finding.severity() != Severity.INFO)
                        .map(Finding::why)
                        .findFirst()
                        .orElse("as it is");
    }
}
