package io.godwit.validator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Step;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RenamedColumnTest {
    private static final String RENAME = "ALTER TABLE \"public\".\"t\" RENAME COLUMN \"a\" TO \"b\"";
    private static final String BACK = "ALTER TABLE \"public\".\"t\" RENAME COLUMN \"b\" TO \"a\"";

    private static final String MERGE =
            " MERGE INTO t USING (VALUES (6)) s (id) ON t.id = s.id WHEN MATCHED THEN UPDATE SET b = 'm';";

    /// Raises an error unless the query gives the text.
    private static String expect(String query, String text) {
        return "DO $$ BEGIN IF (" + query + ") IS DISTINCT FROM '" + text + "' THEN RAISE EXCEPTION '" + text
                + " expected, found %', (" + query + "); END IF; END $$;";
    }

    @Test
    void old_and_new_code_write_side_by_side_until_the_old_name_is_quiet() throws SQLException {
        String rows =
                "SELECT string_agg(concat_ws(':', id, coalesce(a, '-'), coalesce(b, '-')), ' ' ORDER BY id) FROM t";
        List<Step> steps = PatternTrial.of(
                "create table t (id int primary key, a text default 'd' check (a <> ''), c int, unique (a, id));"
                        + " create index on t (lower(a)) where a is not null; create view v as select id, a from t;"
                        + " insert into t select g, 'x' || g from generate_series(1, 3) g; grant select (a) on t to public",
                Phase.EXPAND,
                RENAME,
                BACK,
                expect("SELECT count(*) FROM pg_attribute WHERE attrelid = 't'::regclass AND attacl IS NOT NULL", "2")
                        + "UPDATE t SET a = 'old' WHERE id = 1; UPDATE t SET b = 'new' WHERE id = 2; UPDATE t SET c = 1;"
                        + expect(rows, "1:old:old 2:new:new 3:x3:x3")
                        + "UPDATE t SET a = NULL WHERE id = 1; UPDATE t SET b = NULL WHERE id = 2;"
                        + " UPDATE t SET a = 'one', b = 'two' WHERE id = 3;"
                        + expect(rows, "1:-:- 2:-:- 3:two:two")
                        + "INSERT INTO t (id, a) VALUES (4, 'old'), (5, NULL); INSERT INTO t (id, b) VALUES (6, 'new'),"
                        + " (7, NULL); INSERT INTO t (id) VALUES (8); INSERT INTO t (id, a, b) VALUES (9, 'one', 'two');"
                        + expect(rows, "1:-:- 2:-:- 3:two:two 4:old:old 5:-:- 6:new:new 7:-:- 8:d:d 9:two:two")
                        + "INSERT INTO t (id, a) VALUES (4, 'upsert') ON CONFLICT (id) DO UPDATE SET a = excluded.a;"
                        + " INSERT INTO t (id, a) VALUES (4, 'upsert') ON CONFLICT (a, id) DO UPDATE SET a = 'up';"
                        + (PatternTrial.since(15) ? MERGE : " UPDATE t SET b = 'm' WHERE id = 6;")
                        + expect(rows + " WHERE id IN (4, 6)", "4:up:up 6:m:m")
                        + "SET session_replication_role = replica; UPDATE t SET a = 'applied' WHERE id = 1;"
                        + " SET session_replication_role = DEFAULT;"
                        + expect(rows + " WHERE id = 1", "1:applied:applied"));

        assertThat(steps)
                .extracting(Step::action)
                .contains(new Action.AwaitQuiet(
                        List.of(new Action.UsedName(ObjectName.inPublic("t"), Optional.of("a")))));
        assertThat(steps).last().extracting(Step::title).isEqualTo("Drop the old name a of t");
    }

    @Test
    void what_the_tables_own_triggers_change_is_taken_over_from_either_side() throws SQLException {
        PatternTrial.of(
                "create table t (id int generated always as identity primary key, a text not null default gen_random_uuid());"
                        + " create function low() returns trigger language plpgsql as 'begin new.a := lower(new.a);"
                        + " return new; end'; create trigger zz before insert or update on t for each row"
                        + " execute function low(); insert into t (a) values ('x')",
                Phase.EXPAND,
                RENAME,
                BACK,
                "UPDATE t SET b = 'UP'; INSERT INTO t (b) VALUES ('B'); INSERT INTO t (a) VALUES ('A');"
                        + " INSERT INTO t DEFAULT VALUES;"
                        + expect("SELECT string_agg(a, ' ' ORDER BY id) FROM t WHERE id < 4", "up b a")
                        + expect("SELECT count(*) FROM t WHERE a = b", "4"));
    }

    @Test
    void a_json_primary_key_part_or_a_letter_of_another_case_is_no_obstacle() throws SQLException {
        PatternTrial.of(
                "create table t (a int primary key, j json); create table r (t int references t);"
                        + " insert into t select g, '{}' from generate_series(1, 3) g; insert into r values (1)",
                RENAME,
                BACK);
        PatternTrial.of(
                "create table t (id int, a json not null); insert into t values (1, '{}')",
                Phase.EXPAND,
                RENAME,
                BACK,
                "UPDATE t SET b = '{ }';" + expect("SELECT a::text FROM t", "{ }"));
    }

    @Test
    void a_trigger_on_just_this_column_keeps_it_from_having_two_names() throws SQLException {
        List<Step> steps = PatternTrial.of(
                "create table t (id int primary key, a int); create function f() returns trigger language plpgsql as"
                        + " 'begin return new; end'; create trigger g before update of a on t for each row execute"
                        + " function f(); insert into t values (1, 1)",
                RENAME,
                BACK);

        assertThat(steps).hasSize(1);
    }
}
