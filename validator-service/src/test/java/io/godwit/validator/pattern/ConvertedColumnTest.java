package io.godwit.validator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.proof.CatalogDifference;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import io.godwit.validator.PlanRun;
import io.godwit.validator.Validator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConvertedColumnTest {
    private static final String FILL = " from generate_series(1, 21000) g; analyze";

    private static String type(String table, String column, String type) {
        return "ALTER TABLE \"public\".\"" + table + "\" ALTER COLUMN \"" + column + "\" SET DATA TYPE " + type;
    }

    @Test
    void a_second_column_takes_over_name_default_index_constraint_check_and_comment() throws SQLException {
        List<Step> steps = PatternTrial.of(
                "create table t (id bigint primary key, a int not null default 7 check (a > 0), unique (a, id));"
                        + " create index on t (a); create index on t (id) where a > 3; comment on column t.a is 'x';"
                        + " insert into t select g, g" + FILL,
                type("t", "a", "BIGINT"),
                type("t", "a", "INTEGER"));

        assertThat(steps).extracting(Step::phase).contains(Phase.MIGRATE).endsWith(Phase.CONTRACT);
        assertThat(steps).extracting(Step::action).hasAtLeastOneElementOfType(Action.Compare.class);
        assertThat(steps).last().extracting(Step::title).isEqualTo("Drop the column of the old type of t.a");
    }

    @Test
    void a_serial_primary_key_takes_the_foreign_keys_to_it_along() throws SQLException {
        List<Step> steps = PatternTrial.of(
                "create table t (id serial primary key, up int references t on delete cascade);"
                        + " create table r (id int, t int not null constraint r_t references t on delete cascade);"
                        + " insert into t select from generate_series(1, 21000); update t set up = 1;"
                        + " insert into r values (1, 5); analyze",
                Phase.EXPAND,
                type("t", "id", "BIGINT"),
                type("t", "id", "INTEGER"),
                "INSERT INTO t (up) VALUES (3) RETURNING id; DELETE FROM t WHERE id = 5;"
                        + " DO $$ BEGIN IF EXISTS (SELECT FROM r) OR (SELECT max(id) FROM t) <> 21001 THEN"
                        + " RAISE EXCEPTION 'lost'; END IF; END $$");

        assertThat(steps)
                .flatExtracting(step -> step.action().statements())
                .contains("ALTER SEQUENCE public.t_id_seq AS bigint");
    }

    @Test
    void an_identity_goes_on_where_it_was_and_a_composite_key_keeps_its_order() throws SQLException {
        PatternTrial.of(
                "create table t (tenant int, id int generated always as identity, primary key (tenant, id));"
                        + " create table r (tenant int, t int, foreign key (tenant, t) references t);"
                        + " insert into t select 1" + FILL,
                Phase.EXPAND,
                type("t", "id", "BIGINT"),
                type("t", "id", "INTEGER"),
                "INSERT INTO t VALUES (1); DO $$ BEGIN IF (SELECT max(id) FROM t) <> 21001 THEN RAISE EXCEPTION 'lost';"
                        + " END IF; END $$");
    }

    @Test
    void a_foreign_key_column_keeps_its_foreign_key() throws SQLException {
        PatternTrial.of(
                "create table t (id int primary key); insert into t values (1); create table r (id int primary key,"
                        + " t int not null constraint r_t references t); insert into r select g, 1" + FILL,
                type("r", "t", "BIGINT"),
                type("r", "t", "INTEGER"));
    }

    @Test
    void indexes_and_checks_over_its_values_are_as_before_when_it_is_undone() throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect();
                Connection judging = database.connect()) {
            database.execute("create table t (id int primary key, a int not null check (a >= 0 and a < 100000));"
                    + " create index on t (id) where a > 500; create index on t ((a * 2));"
                    + " create unique index on t (id, (a + 1)) where a <> 7; insert into t select g, g" + FILL);
            Catalog before = CatalogReader.read(connection);
            Plan plan = PatternTrial.written(before, type("t", "a", "NUMERIC(12,2)"));
            Plan safe = Validator.of(judging).judge(plan).plan();

            for (Plan way : List.of(plan, safe)) {
                new PlanRun(connection).forward(way);
                new PlanRun(connection).back(way);
                assertThat(CatalogDifference.between(before, CatalogReader.read(connection)))
                        .isEmpty();
            }
            assertThat(safe.steps()).hasSizeGreaterThan(1);
        }
    }
}
