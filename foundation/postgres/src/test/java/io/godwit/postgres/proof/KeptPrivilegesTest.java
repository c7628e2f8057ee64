package io.godwit.postgres.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.plan.Plan;
import io.godwit.model.planning.LiveTables;
import io.godwit.model.planning.PlainPlanner;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a plan takes away and makes again is there for the same people as before, and looks the same to them.
final class KeptPrivilegesTest {
    private static final String ROLES = """
            do $$ begin
              if not exists (select from pg_roles where rolname = 'kept_reader') then create role kept_reader; end if;
              if not exists (select from pg_roles where rolname = 'kept_owner') then create role kept_owner; end if;
              if not exists (select from pg_roles where rolname = 'kept_later') then create role kept_later; end if;
            exception when duplicate_object or unique_violation then null; end $$;
            grant usage on schema public to kept_reader, kept_owner;
            grant create on schema public to kept_owner;
            """;
    private static final String BEFORE = """
            create type mood as enum ('sad', 'fine');
            create table person (id int primary key, name varchar(20), feels mood);
            create view people as select id, name, feels from person;
            create view names as select name from people;
            create function greeting(people) returns text language sql as $$ select 'hello ' || $1.name $$;
            comment on view names is 'who is here';
            comment on column people.name is 'in full';
            grant select on people to kept_reader with grant option;
            grant update (name) on people to kept_reader;
            grant select on names to public;
            revoke execute on function greeting(people) from public;
            grant execute on function greeting(people) to kept_reader;
            alter view names owner to kept_owner;
            alter type mood owner to kept_owner;
            revoke usage on type mood from public;
            grant usage on type mood to kept_reader with grant option;
            comment on type mood is 'how one feels';
            create index by_mood on person (id) where feels = 'fine'::mood;
            comment on index by_mood is 'the fine ones';
            grant select on people to kept_owner;
            """;

    @Test
    void a_view_over_a_column_that_changes_its_type_keeps_owner_privileges_and_comments() throws SQLException {
        stays(BEFORE.replace("name varchar(20)", "name text"));
    }

    @Test
    void a_view_over_an_enum_that_loses_a_value_keeps_them() throws SQLException {
        stays(BEFORE.replace("'sad', ", ""));
    }

    @Test
    void an_enum_keeps_them_when_its_values_change_places() throws SQLException {
        stays(BEFORE.replace("'sad', 'fine'", "'fine', 'new', 'sad'"));
    }

    @Test
    void a_view_that_is_made_anew_keeps_them() throws SQLException {
        stays(BEFORE.replace("select id, name, feels from", "select id, name, feels, 1 as one, id + 1 as next from")
                .replace("select name from people", "select name || '' as name from people"));
    }

    @Test
    void a_view_that_goes_comes_back_with_them() throws SQLException {
        stays(BEFORE.lines()
                .filter(line -> !line.contains("names"))
                .reduce("", (script, line) -> script + line + "\n"));
    }

    @Test
    void roles_that_any_new_view_would_serve_now_are_left_out() throws SQLException {
        stays(
                BEFORE + "alter default privileges in schema public grant select on tables to kept_later;",
                BEFORE.replace("name varchar(20)", "name text"));
    }

    private static void stays(String after) throws SQLException {
        stays(BEFORE, after);
    }

    private static void stays(String before, String after) throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                TestDatabase other = TestStack.newDatabase();
                Connection connection = database.connect()) {
            database.execute(ROLES + before);
            other.execute(ROLES + after);
            Catalog live = CatalogReader.read(connection);
            Catalog wanted;
            try (Connection there = other.connect()) {
                wanted = CatalogReader.read(there);
            }
            List<String> said = said(connection);
            Plan plan = PlainPlanner.plan(
                            CatalogDiff.between(live, wanted, wanted.enums().keySet()), live, LiveTables.empty())
                    .plan();

            assertThat(new PlanRun(connection).forward(plan)).isEmpty();
            assertThat(CatalogDifference.between(wanted, CatalogReader.read(connection)))
                    .isEmpty();
            assertThat(said(connection))
                    .containsExactlyInAnyOrderElementsOf(said.stream()
                            .filter(line -> after.contains(line.substring(0, line.indexOf(' '))))
                            .toList());
            assertThat(new PlanRun(connection).back(plan)).isEmpty();
            assertThat(said(connection)).isEqualTo(said);
        }
    }

    /// Owners, privileges and comments, a line each.
    private static List<String> said(Connection connection) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select line from (
                          select concat_ws(' ', relname, relowner::regrole,
                                 array(select (grantee::regrole, privilege_type, is_grantable)::text from aclexplode(relacl) where grantee <> relowner order by 1)) as line
                          from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace
                          union all select concat_ws(' ', relname, attname, attacl) from pg_attribute join pg_class c on c.oid = attrelid
                          where relkind = 'v' and relnamespace = 'public'::regnamespace and attacl is not null
                          union all select concat_ws(' ', proname, proowner::regrole, array(select (grantee::regrole, privilege_type)::text from aclexplode(proacl) order by 1)) from pg_proc where pronamespace = 'public'::regnamespace
                          union all select concat_ws(' ', typname, typowner::regrole, obj_description(oid, 'pg_type'),
                                 array(select (grantee::regrole, privilege_type, is_grantable)::text from aclexplode(typacl) order by 1)) from pg_type where typtype = 'e' and typnamespace = 'public'::regnamespace
                          union all select concat_ws(' ', relname, objsubid, description) from pg_description join pg_class c on c.oid = objoid and relnamespace = 'public'::regnamespace) l
                        order by 1""")) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }
}
