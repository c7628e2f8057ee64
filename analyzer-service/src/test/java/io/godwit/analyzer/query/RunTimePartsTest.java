package io.godwit.analyzer.query;

import static io.godwit.analyzer.query.Found.sql;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunTimePartsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE t SET ${sets}, a = 1 WHERE id = $${n} | UPDATE t SET unknown = 1, a = 1 WHERE id = :godwit_1",
                "UPDATE t SET ${name} = 2 WHERE id = 3 | UPDATE t SET unknown = 2 WHERE id = 3",
                "INSERT INTO t (${names}) VALUES (${marks}) | INSERT INTO t (unknown) VALUES (:godwit_1)",
                "SELECT a FROM (${inner}) x WHERE a > 1 | SELECT a FROM (SELECT 1) x WHERE a > 1",
                "WITH x AS (${inner}) SELECT b FROM x | WITH x AS (SELECT 1) SELECT b FROM x",
                "SELECT a FROM events_${day} WHERE a = 1 | SELECT a FROM events_unknown WHERE a = 1",
                "SELECT a::${type} FROM t WHERE b IS DISTINCT FROM ${b} | SELECT a FROM t WHERE b IS DISTINCT FROM :godwit_1",
                "SELECT a FROM t WHERE ${name} = ${value} AND ${rest} | SELECT a FROM t WHERE unknown = :godwit_1 AND true",
                "DELETE FROM t WHERE id IN (${ids}) RETURNING ${names} | DELETE FROM t WHERE id IN (:godwit_1) RETURNING 1",
            })
    void what_is_pasted_in_becomes_what_the_query_lacks_there(String query, String read) {
        assertThat(sql("a.ts", "db.query(`" + query + "`)")).containsExactly(read);
    }

    @Test
    void a_tag_binds_values_and_pastes_names_and_parts() {
        assertThat(sql("a.ts", "db.execute(sql`select ${users.id} from ${users} where a = ${b} and c in ${sql(cs)}`)"))
                .containsExactly("select :godwit_1 from unknown where a = :godwit_2 and c in :godwit_3");
        assertThat(sql("a.ts", "sql`insert into users ${sql(user, 'name')} returning id`"))
                .containsExactly("insert into users (unknown) VALUES (1) returning id");
    }

    @Test
    void placeholders_of_libraries_are_bound_or_name_something() {
        assertThat(
                        sql(
                                "A.java",
                                "class A { @Query(value = \"SELECT a FROM t WHERE b = ?1 AND c = ?2\", nativeQuery = true) A a(); }"))
                .containsExactly("SELECT a FROM t WHERE b = :godwit_1 AND c = :godwit_2");
        assertThat(
                        sql(
                                "A.java",
                                "class A { @Query(value = \"SELECT * FROM #{#entityName} e WHERE e.a = :a\", nativeQuery = true) A a(); }"))
                .containsExactly("SELECT * FROM unknown e WHERE e.a = :godwit_1");
        assertThat(sql("A.java", "class A { @Select(\"SELECT a FROM ${table} WHERE b = #{b}\") A a(); }"))
                .containsExactly("SELECT a FROM unknown WHERE b = :godwit_1");
        assertThat(sql("A.java", "class A { String q = \"SELECT A FROM %PREFIX%JOB WHERE B = ?\"; }"))
                .containsExactly("SELECT A FROM unknownJOB WHERE B = :godwit_1");
        assertThat(sql("a.py", "cur.execute(\"SELECT a FROM t WHERE b = '%s' AND c = %d\" % (b, c))"))
                .containsExactly("SELECT a FROM t WHERE b = :godwit_1 AND c = :godwit_2");
        assertThat(sql("q.sql", "/* @name find */\nSELECT a FROM t WHERE b = :b! AND c IN :cs;"))
                .containsExactly("SELECT a FROM t WHERE b = :godwit_1 AND c IN :godwit_2");
    }

    @Test
    void a_verb_is_filled_in_wherever_the_string_is_formatted() {
        assertThat(sql(
                        "a.go",
                        "var q = `SELECT lag(e.id) OVER (ORDER BY e.%[1]s) FROM entries e WHERE %s LIMIT %d`\n"
                                + "func f() { db.Query(fmt.Sprintf(q, by, where, limit)) }"))
                .containsExactly(
                        "SELECT lag(e.id) OVER (ORDER BY e.unknown) FROM entries e WHERE true LIMIT :godwit_1");
        assertThat(sql("a.ts", "db.query(format('SELECT a FROM %I WHERE b = %L AND c % 2 = 1', t, b))"))
                .containsExactly("SELECT a FROM unknown WHERE b = :godwit_1 AND c % 2 = 1");
    }

    @Test
    void names_the_parser_takes_for_keywords_are_names() {
        assertThat(sql("a.ts", "db.query('SELECT number, final FROM settings WHERE number = $1')"))
                .containsExactly("SELECT \"number\", \"final\" FROM \"settings\" WHERE \"number\" = :godwit_1");
    }

    @Test
    void a_name_that_another_string_of_the_file_gives_to_a_query_is_no_table() {
        AddedQueries found = Found.in("a.ts", """
                qb.with('ranked', db.raw('select id from users where a = 1'))
                  .with('total', db.raw('select count(*) as n from ranked'));
                """);
        assertThat(found.queries())
                .hasSize(2)
                .allSatisfy(query -> assertThat(query.borrowed()).contains("ranked"));
    }

    @Test
    void what_psql_does_itself_is_passed_over() {
        assertThat(Found.in("q.sql", "\\set v 1\n\nSELECT a FROM t WHERE b = :v;")
                        .queries())
                .singleElement()
                .satisfies(query -> assertThat(query.string().location().line()).isEqualTo(3));
    }
}
