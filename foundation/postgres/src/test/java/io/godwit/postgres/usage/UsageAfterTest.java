package io.godwit.postgres.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.postgres.DatabaseAddress;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class UsageAfterTest {

    @Test
    void what_could_be_planned_before_and_cannot_after_is_broken_by_the_statement_that_takes_it_away()
            throws SQLException {
        try (TestDatabase database = TestStack.newDatabase()) {
            database.execute("create schema app; create table app.people (id int primary key, email text);"
                    + "create table t (id int primary key, a int, old text); create view v as select id, a from t;"
                    + "create function f(i int) returns text language sql as 'select old from t where id = i';"
                    + "create function g() returns trigger language plpgsql as"
                    + " 'begin new.old := 1; return new; end';"
                    + "create trigger g before insert on t for each row execute function g();"
                    + "create trigger h before update on t for each row execute function g()");
            DatabaseAddress copy = new DatabaseAddress(
                    database.jdbcUrl(),
                    database.address().user(),
                    database.address().password());

            UsageAfter after = UsageAfter.of(
                    copy,
                    List.of(),
                    List.of(
                            "alter table t add column b int",
                            "alter table t drop column old",
                            "this is refused",
                            "alter table app.people rename column email to mail"),
                    List.of(
                            query("select a from t where id = $1"),
                            query("select old from t where id = $1;"),
                            query("insert into t values ($1, $2, $3)"),
                            query("select email from people where id = any ($1)"),
                            query("select nothing from t"),
                            query("select a from v")));

            assertThat(after.broken())
                    .extracting(broken -> broken.statement() + " " + broken.problem())
                    .containsExactlyInAnyOrder(
                            "1 column \"old\" does not exist",
                            "1 it names no columns, and those of t are in another order then: its values go to the wrong"
                                    + " ones",
                            "1 column \"old\" does not exist",
                            "3 column \"email\" does not exist");
            assertThat(after.functions()).containsExactly(new NamingFunction("g()", 1, "t.old"));
            assertThat(after.unplanned()).singleElement().asString().contains("column \"nothing\" does not exist");
        }
    }

    @Test
    void an_insert_without_columns_bears_one_more_behind_the_others_and_no_other_order() throws SQLException {
        try (TestDatabase database = TestStack.newDatabase()) {
            database.execute("create table t (id int, a int); create table \"U\" (id int, a int)");
            DatabaseAddress copy = new DatabaseAddress(
                    database.jdbcUrl(),
                    database.address().user(),
                    database.address().password());

            UsageAfter after = UsageAfter.of(
                    copy,
                    List.of(),
                    List.of(
                            "alter table t add column b bigint",
                            "alter table t rename column id to id_before",
                            "alter table t rename column b to id",
                            "alter table \"U\" add column b bigint"),
                    List.of(
                            query("insert into t values ($1, $2) on conflict do nothing"),
                            query("with n as (select 1) INSERT INTO public.t SELECT 1, 2 from n"),
                            query("insert into t (id, a) values ($1, $2)"),
                            query("insert into \"U\" values ($1, $2)")));

            assertThat(after.broken())
                    .extracting(
                            broken -> broken.statement() + " " + broken.query().sql())
                    .containsExactlyInAnyOrder(
                            "1 insert into t values ($1, $2) on conflict do nothing",
                            "1 with n as (select 1) INSERT INTO public.t SELECT 1, 2 from n");
        }
    }

    private static UsedQuery query(String sql) {
        return new UsedQuery(sql, sql, UsedQuery.Origin.STATISTICS, "pg_stat_statements", OptionalDouble.of(5));
    }
}
