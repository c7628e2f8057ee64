package io.godwit.validator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.finding.Finding;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Step;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import io.godwit.validator.Judgement;
import io.godwit.validator.Validator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PartitionTreeTest {
    /// Two levels, one partition with another order of columns, one with an index of its own.
    private static final String TABLE = "create table t (id bigint, a int not null default 7 check (a > 0), b text,"
            + " day int, primary key (id, day, a), unique (a, day)) partition by range (day);"
            + " create table t_1 partition of t for values from (0) to (10);"
            + " create table t_2 partition of t for values from (10) to (20) partition by hash (day);"
            + " create table t_2_a partition of t_2 for values with (modulus 2, remainder 0);"
            + " create table t_2_b (b text, day int not null, a int not null default 7 constraint t_a_check check (a > 0),"
            + " id bigint not null);"
            + " alter table t_2 attach partition t_2_b for values with (modulus 2, remainder 1);"
            + " create index on t (a, b) where b is not null; create index t_1_own on t_1 ((a + 1));"
            + " insert into t (id, a, b, day) select g, g, 'x' || g, g % 20 from generate_series(1, 21000) g; analyze;"
            + " comment on column t.a is 'of all'; comment on column t_1.a is 'of one';";

    private static final String MOVED = "UPDATE t SET day = 11, b = 'moved' WHERE id = 40;"
            + " INSERT INTO t (id, b, day) VALUES (50001, 'new', 3), (50001, 'new', 13);";

    private static String alter(String what) {
        return "ALTER TABLE \"public\".\"t\" " + what;
    }

    private static String type(String type) {
        return alter("ALTER COLUMN \"a\" SET DATA TYPE " + type);
    }

    /// Raises an error unless the condition holds.
    private static String expect(String condition) {
        return "DO $$ BEGIN IF NOT (" + condition + ") THEN RAISE EXCEPTION 'not so'; END IF; END $$;";
    }

    @Test
    void a_column_of_a_key_gets_another_type_in_all_partitions_and_back() throws SQLException {
        List<Step> steps = PatternTrial.of(
                TABLE,
                Phase.EXPAND,
                type("BIGINT"),
                type("INTEGER"),
                MOVED
                        + " INSERT INTO t (id, a, day) VALUES (1, 70000, 3); UPDATE t SET a = a + 1 WHERE id = 5;"
                        + expect("(SELECT count(*) FROM t WHERE a = a_before) = 21003")
                        + expect("(SELECT a FROM t WHERE id = 5) = 6"));

        assertThat(steps).extracting(Step::action).hasAtLeastOneElementOfType(Action.Compare.class);
        assertThat(steps).last().extracting(Step::title).isEqualTo("Drop the column of the old type of t.a");
    }

    @Test
    void both_names_of_a_renamed_column_are_written_in_all_partitions() throws SQLException {
        List<Step> steps = PatternTrial.of(
                TABLE,
                Phase.EXPAND,
                alter("RENAME COLUMN \"a\" TO \"c\""),
                alter("RENAME COLUMN \"c\" TO \"a\""),
                MOVED
                        + " INSERT INTO t (id, a, day) VALUES (1, 70000, 3); INSERT INTO t (id, c, day) VALUES (2, 70000, 13);"
                        + " UPDATE t SET a = a + 80000 WHERE id IN (5, 15); UPDATE t SET c = c + 90000 WHERE id IN (5, 16);"
                        + expect("(SELECT count(*) FROM t WHERE a = c) = (SELECT count(*) FROM t)")
                        + expect(
                                "(SELECT sum(c) FROM t WHERE id IN (5, 15, 16)) = 5 + 15 + 16 + 2 * 80000 + 2 * 90000"));

        assertThat(steps).last().extracting(Step::title).isEqualTo("Drop the old name a of t");
    }

    @Test
    void a_column_by_which_rows_are_divided_stays_in_plain_form_which_is_said_with_the_reason() throws SQLException {
        assertThat(reasons(TABLE, alter("RENAME COLUMN \"day\" TO \"tag\"")))
                .containsExactly(
                        "stays in its plain form: day says which partition of t a row is in, and no trigger may change"
                                + " that");
    }

    @Test
    void so_does_one_with_a_check_of_a_partition_and_one_with_a_foreign_key_of_all() throws SQLException {
        assertThat(reasons(TABLE + " alter table t_2_a add constraint own check (a < 1000000)", type("BIGINT")))
                .containsExactly("stays in its plain form: t_2_a has a check of its own with a");
        assertThat(reasons(
                        "create table u (id int primary key); insert into u select generate_series(1, 21000); " + TABLE
                                + " alter table t add constraint t_u foreign key (a) references u",
                        type("BIGINT")))
                .containsExactly(
                        "stays in its plain form: the foreign key t_u of t cannot be made a second time without"
                                + " reading all partitions of t under a strong lock");
    }

    private static List<String> reasons(String setup, String statement) throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect()) {
            database.execute(setup);
            Judgement judgement =
                    Validator.of(connection).judge(PatternTrial.written(CatalogReader.read(connection), statement));
            assertThat(judgement.plan().steps()).hasSize(1);
            return judgement.findings().stream()
                    .map(Finding::message)
                    .filter(message -> message.startsWith("stays"))
                    .toList();
        }
    }
}
