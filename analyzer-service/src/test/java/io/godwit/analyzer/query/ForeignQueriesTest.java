package io.godwit.analyzer.query;

import static io.godwit.analyzer.query.Found.leftOut;
import static io.godwit.analyzer.query.Found.sql;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignQueriesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MySQL | SELECT id FROM users ORDER BY id LIMIT 10, 20",
                "MySQL | SELECT DATE_FORMAT(made_at, 'x') FROM users WHERE made_at > NOW() - INTERVAL 1 DAY",
                "SQLite | SELECT id FROM users WHERE made_at > datetime('now')",
                "ClickHouse | SELECT uniq(user_id), toStartOfHour(ts) FROM events",
                "Hive | SELECT a, explode(tags) FROM users LATERAL VIEW explode(tags) t AS tag",
                "SQL Server | SELECT TOP (5) id FROM users",
                "@name | SELECT * FROM c WHERE c.type = @type",
                "BigQuery | SELECT id FROM `shop.events_*` WHERE _TABLE_SUFFIX > '2020'"
            })
    void words_and_functions_postgresql_does_not_have_name_the_database(String database, String query) {
        String file = "await db.query(\"" + query + "\");";
        assertThat(sql("a.ts", file)).isEmpty();
        assertThat(leftOut("a.ts", file)).singleElement().asString().contains(database);
    }

    @Test
    void what_runs_a_query_and_what_a_file_imports_tells_its_database() {
        assertThat(leftOut("a.ts", "clickhouse.query({ query: `SELECT id FROM events WHERE a = 1` });"))
                .singleElement()
                .asString()
                .contains("ClickHouse");
        assertThat(leftOut("a.py", "import sqlite3\nsqlite.execute('SELECT id FROM users WHERE a = ?', (1,))"))
                .singleElement()
                .asString()
                .contains("SQLite");
        assertThat(
                        leftOut(
                                "A.kt",
                                "import androidx.room.Query\ninterface A { @Query(\"SELECT * FROM words WHERE a = :a\") fun a(): List<W> }"))
                .singleElement()
                .asString()
                .contains("SQLite");
        assertThat(sql(
                        "a.py",
                        "import psycopg\nimport sqlite3\ncur.execute('SELECT id FROM users WHERE a = %s', (1,))"))
                .containsExactly("SELECT id FROM users WHERE a = :godwit_1");
    }

    @Test
    void a_file_named_after_another_database_is_for_it() {
        String query = "jdbc.query(\"SELECT id FROM users WHERE a = ?\")";
        assertThat(leftOut("MssqlStore.java", "class A { void f() { " + query + "; } }"))
                .hasSize(1);
        assertThat(leftOut("queries/tables_oracle.sql", "SELECT id FROM users;"))
                .hasSize(1);
        assertThat(leftOut("tables-sql-server.sql", "SELECT id FROM users;")).hasSize(1);
        assertThat(sql("mysql_to_postgres.py", "db.execute('SELECT id FROM users WHERE a = 1')"))
                .hasSize(1);
    }

    @Test
    void a_language_of_objects_is_recognised_without_its_imports() {
        assertThat(leftOut(
                        "A.kt", "interface A { @Query(\"SELECT i FROM OrderItem i WHERE i.productId = :p\") fun a() }"))
                .singleElement()
                .asString()
                .contains("JPQL");
        assertThat(leftOut(
                        "A.java", "class A { String q = \"SELECT o.id FROM Order o JOIN o.lines l WHERE l.n = :n\"; }"))
                .singleElement()
                .asString()
                .contains("JPQL");
        assertThat(sql(
                        "A.java",
                        "class A { String q = \"SELECT u.id FROM users u JOIN shop.orders o ON o.a = u.id\"; }"))
                .hasSize(1);
    }
}
