package io.godwit.analyzer.query;

import static io.godwit.analyzer.query.Found.sql;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MistakenKeywordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "absent",
                "csv",
                "errors",
                "file",
                "force",
                "import",
                "minus",
                "output",
                "qualify",
                "sample",
                "script",
                "statement",
                "unknown",
                "use",
                "verify"
            })
    void a_column_may_have_a_name_that_is_a_word_of_other_databases(String name) {
        assertThat(sql("a.ts", "db.query('INSERT INTO runs (a, " + name + ") VALUES ($1, $2)')"))
                .hasSize(1);
        assertThat(sql("a.ts", "db.query('UPDATE " + name + " SET " + name + " = 1 WHERE " + name + " IS NULL')"))
                .hasSize(1);
        assertThat(sql("a.ts", "db.query('SELECT r." + name + ", " + name + " FROM runs r ORDER BY " + name + "')"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a FROM t WHERE (a = b) IS UNKNOWN",
                "SELECT a FROM t WHERE (a = b) IS NOT UNKNOWN",
                "SELECT sum(a) OVER (ORDER BY b ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM t"
            })
    void where_it_is_a_keyword_it_stays_one(String query) {
        assertThat(sql("a.ts", "db.query('" + query + "')")).containsExactly(query);
    }
}
