package io.godwit.analyzer.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.query.Use.Filter;
import io.godwit.model.DatabaseName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.planning.Answers;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.trial.IndexTrial;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IndexSuggestionsTest {
    private static TestDatabase database;

    @BeforeAll
    static void fill() {
        database = TestStack.newDatabase();
        database.execute("""
                CREATE TABLE customer (id int PRIMARY KEY);
                CREATE TABLE purchase (id bigint PRIMARY KEY, customer_id int REFERENCES customer, state text,
                    made_at timestamptz NOT NULL DEFAULT now());
                INSERT INTO customer SELECT generate_series(1, 2000);
                INSERT INTO purchase SELECT n, 1 + n % 2000, 'paid', now() - n * interval '1 minute'
                    FROM generate_series(1, 20000) n;
                ANALYZE;
                """);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    private static List<String> suggested(String query, Optional<IndexTrial> trial) throws SQLException {
        try (Connection connection = database.connect()) {
            return QueryEvidence.of(
                            Found.in("a.ts", "db.query(`" + query + "`)"),
                            CatalogReader.read(connection),
                            Catalog.empty(),
                            Answers.none(),
                            Optional.of(new DatabasePlans(connection, trial)))
                    .notes();
        }
    }

    private static Optional<IndexTrial> trial() {
        var server = TestStack.copies();
        DatabaseAddress copies = new DatabaseAddress(server.jdbcUrl("postgres"), server.user(), server.password());
        var made = database.address();
        return Optional.of(new IndexTrial(
                copies,
                new DatabaseName("shop"),
                new DatabaseAddress(database.jdbcUrl(), made.user(), made.password())));
    }

    @Test
    void an_index_the_planner_uses_on_a_copy_is_suggested_with_its_costs() throws SQLException {
        assertThat(suggested("SELECT id FROM purchase WHERE customer_id = $1", trial()))
                .singleElement()
                .asString()
                .contains(
                        "a.ts:1",
                        "about 20,000 rows",
                        "CREATE INDEX CONCURRENTLY ON \"public\".\"purchase\" (customer_id)",
                        "on a copy with 20,000 of them, the planner uses it: cost ");
    }

    @Test
    void an_index_that_is_of_no_use_is_not_suggested() throws SQLException {
        assertThat(suggested("SELECT state FROM purchase WHERE state = 'paid'", trial()))
                .singleElement()
                .asString()
                .contains("No index on the columns it picks rows by was of use")
                .doesNotContain("Consider");
    }

    @Test
    void where_nothing_can_be_tried_that_is_said() throws SQLException {
        assertThat(suggested("SELECT id FROM purchase WHERE customer_id = $1", Optional.empty()))
                .singleElement()
                .asString()
                .contains("the planner reads all of it", "was not tried");
    }

    @Test
    void what_an_index_serves_already_or_a_small_table_needs_none() throws SQLException {
        assertThat(suggested("SELECT state FROM purchase WHERE id = $1", trial()))
                .isEmpty();
        assertThat(suggested("SELECT id FROM customer WHERE id + 1 = $1 ORDER BY id", trial()))
                .isEmpty();
    }

    @Test
    void columns_compared_for_equality_come_before_one_that_is_ordered_by() {
        Filter state = new Filter(List.of(), "state", Filter.Kind.EQUALITY);
        Filter made = new Filter(List.of(), "made_at", Filter.Kind.ORDER);
        assertThat(IndexCandidates.of(List.of(state, made)))
                .containsExactly(List.of("state"), List.of("made_at"), List.of("state", "made_at"));
    }
}
