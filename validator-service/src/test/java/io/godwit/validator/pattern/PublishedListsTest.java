package io.godwit.validator.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.proof.CatalogDifference;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import io.godwit.validator.Judgement;
import io.godwit.validator.PlainPlan;
import io.godwit.validator.PlanRun;
import io.godwit.validator.Validator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PublishedListsTest {
    private static final String ROWS = " insert into t select g, g, g from generate_series(1, 21000) g; analyze;";
    private static final String LISTS = "select string_agg(pubname || (select array_agg(a order by a) from"
            + " unnest(attnames) a)::text || coalesce(rowfilter, ''), ' ' order by pubname) from"
            + " pg_publication_tables";

    @Test
    void a_converted_column_has_its_predecessors_place_in_lists_and_conditions() throws SQLException {
        assumeTrue(PatternTrial.since(15));
        assertLists(
                "create table t (id int primary key, a int not null, b text);" + ROWS
                        + " create publication p for table t (id, a);"
                        + " create publication q for table t (id) where (id > 3); create publication r for table t (id, b)",
                "a",
                "p{a,id} q{id}(id > 3) r{b,id}");
    }

    @Test
    void a_converted_key_too() throws SQLException {
        assumeTrue(PatternTrial.since(15));
        assertLists(
                "create table t (id int primary key, a int not null, b text);" + ROWS
                        + " create publication p for table t (id, a);"
                        + " create publication q for table t (id, b) where (id > 3)",
                "id",
                "p{a,id} q{b,id}(id > 3)");
    }

    @Test
    void a_column_of_a_small_table_changes_its_type_in_place() throws SQLException {
        assumeTrue(PatternTrial.since(15));
        List<Step> steps = assertLists(
                "create table t (id int primary key, a int, b text); insert into t values (1, 2, 'c');"
                        + " create publication p for table t (id, a) where (id < 100)",
                "a",
                "p{a,id}(id < 100)");

        assertThat(steps).hasSize(1);
    }

    @Test
    void one_that_the_tables_owner_may_not_change_is_named_with_its_owner() throws SQLException {
        assumeTrue(PatternTrial.since(15));
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect()) {
            database.execute(
                    "create role seller_" + database.name() + "; create table t (id int primary key, a int, b text);"
                            + ROWS + " alter table t owner to seller_" + database.name()
                            + "; create publication p for table t (id, a)");
            database.execute("alter publication p owner to " + text(connection, "select quote_ident(current_user)"));
            try (Statement statement = connection.createStatement()) {
                statement.execute("grant connect on database " + database.name() + " to seller_" + database.name()
                        + "; set session authorization seller_" + database.name());
            }
            Judgement judgement = Validator.of(connection).judge(plan(CatalogReader.read(connection), "a"));

            assertThat(judgement.verdict()).isEqualTo(Verdict.REJECTED);
            assertThat(judgement.findings())
                    .filteredOn(finding -> finding.code().equals("GW101"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.toString()).contains("the publication p"));
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static List<Step> assertLists(String setup, String column, String lists) throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect();
                Connection judging = database.connect()) {
            database.execute(setup);
            Catalog before = CatalogReader.read(connection);
            Judgement judgement = Validator.of(judging).judge(plan(before, column));
            assertThat(judgement.findings())
                    .filteredOn(finding ->
                            finding.code().equals("GW101") && !finding.message().startsWith("rewritten"))
                    .isEmpty();
            assertThat(text(connection, LISTS)).isEqualTo(lists);

            new PlanRun(connection).forward(judgement.plan());
            assertThat(text(connection, LISTS)).isEqualTo(lists);
            assertThat(text(
                            connection,
                            "select string_agg(data_type, ' ') from information_schema.columns where table_name ="
                                    + " 't' and column_name = '" + column + "'"))
                    .isEqualTo("bigint");

            new PlanRun(connection).back(judgement.plan());
            assertThat(text(connection, LISTS)).isEqualTo(lists);
            assertThat(CatalogDifference.between(before, CatalogReader.read(connection)))
                    .isEmpty();
            return judgement.plan().steps();
        }
    }

    private static Plan plan(Catalog before, String column) {
        String change = "ALTER TABLE \"public\".\"t\" ALTER COLUMN \"" + column + "\" SET DATA TYPE ";
        return PlainPlan.on(before)
                .step(Phase.EXPAND, change + "BIGINT", Rollback.lossless(change + "INTEGER"))
                .plan();
    }
}
