package io.godwit.analyzer.query;

import static io.godwit.analyzer.query.Found.in;
import static io.godwit.analyzer.query.Found.sql;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.FileChange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddedQueriesTest {
    @Test
    void what_a_tagged_template_interpolates_is_bound_and_fragments_are_left_open() {
        assertThat(sql("a.ts", """
                const rows = await prisma.$queryRaw<Row[]>`SELECT id FROM users
                    WHERE org = ${orgId}::uuid AND id IN (${Prisma.join(ids)}) ${Prisma.sql`AND a = ${b}`}`;
                """))
                .containsExactly("SELECT id FROM users WHERE org = :godwit_1::uuid AND id IN (:godwit_2)");
    }

    @Test
    void numbered_and_named_placeholders_are_told_from_casts() {
        assertThat(sql(
                        "a.ts",
                        "db.query('SELECT a::text FROM t WHERE b = $1 AND c = :name AND d = \\'it\\'\\'s\\'', [1]);"))
                .containsExactly("SELECT a::text FROM t WHERE b = :godwit_1 AND c = :godwit_2 AND d = 'it''s'");
        assertThat(sql("a.py", "conn.execute(text('SELECT a::int FROM t WHERE b = :b'))"))
                .containsExactly("SELECT a::int FROM t WHERE b = :godwit_1");
    }

    @Test
    void question_marks_are_placeholders_or_operators_of_jsonb() {
        assertThat(sql(
                        "A.java",
                        "class A { void f() { jdbc.query(\"SELECT a FROM t WHERE d ?? 'k' AND e = ? LIMIT ?\"); } }"))
                .containsExactly("SELECT a FROM t WHERE d @> 'k' AND e = :godwit_1 LIMIT :godwit_2");
        assertThat(sql("a.py", "cur.execute(\"SELECT a FROM t WHERE d ? 'k' AND e ?| %s\", (x,))"))
                .containsExactly("SELECT a FROM t WHERE d @> 'k' AND e @> :godwit_1");
    }

    @Test
    void percent_signs_of_python_are_placeholders_or_escaped() {
        assertThat(
                        sql(
                                "a.py",
                                "cur.execute(\"SELECT a FROM t WHERE b = %s AND c LIKE 'x%%' AND d = %(d)s\" \" AND e = 1\", p)"))
                .containsExactly("SELECT a FROM t WHERE b = :godwit_1 AND c LIKE 'x%' AND d = :godwit_2 AND e = 1");
    }

    @Test
    void names_pasted_into_a_query_are_unknown_names() {
        List<AddedQuery> found = in("a.py", "cur.execute(f\"SELECT a FROM {table} WHERE b = '{value}'\")")
                .queries();
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().uses()).noneMatch(Use.TableUse.class::isInstance);
    }

    @Test
    void strings_of_go_java_kotlin_and_ruby_are_read() {
        assertThat(sql("a.go", "package a\nfunc f() { db.QueryRow(ctx, `SELECT a FROM t ` + \"WHERE b = @id\", x) }"))
                .containsExactly("SELECT a FROM t WHERE b = :godwit_1");
        assertThat(sql(
                        "A.java",
                        "class A { static final String Q = \"\"\"\n    SELECT a\n    FROM t\n    WHERE b = ?\"\"\"; }"))
                .containsExactly("SELECT a FROM t WHERE b = :godwit_1");
        assertThat(sql("a.kt", "val q = jdbc.query(\"\"\"SELECT a FROM t WHERE b = :b\"\"\".trimIndent())"))
                .containsExactly("SELECT a FROM t WHERE b = :godwit_1");
        assertThat(sql("a.rb", "find_by_sql(<<~SQL)\n  SELECT a FROM t WHERE b = 'x'\nSQL\n"))
                .containsExactly("SELECT a FROM t WHERE b = 'x'");
    }

    @Test
    void constants_are_put_in_where_they_are_used() {
        assertThat(sql("a.ts", "const COLUMNS = 'id, name';\nclient.query(`SELECT ${COLUMNS} FROM users`);"))
                .containsExactly("SELECT id, name FROM users");
        assertThat(
                        sql(
                                "a.ts",
                                "const T = { users: 'users', roles: 'roles' } as const;\nclient.query(`SELECT id FROM ${T.roles}`);"))
                .containsExactly("SELECT id FROM roles");
        assertThat(
                        sql(
                                "a.js",
                                "const T = Object.freeze({ users: 'users' });\ndb.raw(`SELECT id FROM ${T.users} WHERE a = ?`);"))
                .containsExactly("SELECT id FROM users WHERE a = :godwit_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throw new Error('Select one from the list')",
                "log('Update the user, set a name')",
                "t('Delete from cart')",
                "const label = 'select a plan from list'",
                "setQueryError('select an item from list')",
                "console.log('DELETE FROM cart WHERE a = 1')",
                "logger.warn(`INSERT INTO orders (a) VALUES (1) failed`)",
                "throw new Error('DELETE FROM queue')",
                "const a = { placeholder: 'Select from database' }"
            })
    void sentences_are_no_queries(String code) {
        assertThat(sql("a.ts", code)).isEmpty();
        assertThat(in("a.ts", code).leftOut()).isEmpty();
    }

    @Test
    void a_query_in_small_letters_counts_if_its_signs_are_those_of_a_query() {
        assertThat(sql("a.ts", "const latest = 'select price from quotes where symbol = $1'"))
                .hasSize(1);
        assertThat(sql("a.ts", "db\n  .with('a')\n  .query('select id from users')"))
                .hasSize(1);
        assertThat(sql("a.ts", "repo.andWhere('EXISTS (SELECT 1 FROM members m WHERE m.id = u.id)', {})"))
                .containsExactly("SELECT EXISTS (SELECT 1 FROM members m WHERE m.id = u.id)");
    }

    @Test
    void a_native_query_of_jpa_is_sql() {
        assertThat(
                        sql(
                                "A.java",
                                "import org.springframework.data.jpa.repository.Query;\ninterface A { @Query(value = \"SELECT id FROM users WHERE x = :x\", nativeQuery = true) A f(); }"))
                .containsExactly("SELECT id FROM users WHERE x = :godwit_1");
    }

    @Test
    void files_of_sqlc_hold_queries() {
        assertThat(sql(
                        "db/queries/users.sql",
                        "-- name: GetUser :one\nSELECT id FROM users WHERE email = sqlc.arg(email) AND a = @a;\n"))
                .containsExactly("SELECT id FROM users WHERE email = :godwit_1 AND a = :godwit_2");
    }

    @Test
    void queries_that_were_there_before_and_those_of_tests_do_not_count() {
        String text = "db.query('SELECT a FROM t');";
        assertThat(AddedQueries.in(List.of(new FileChange("a.ts", Optional.of(text), Optional.of(text + "\n// more"))))
                        .queries())
                .isEmpty();
        assertThat(sql("src/__tests__/a.ts", text)).isEmpty();
        assertThat(sql("src/a.spec.ts", text)).isEmpty();
        assertThat(sql("db/migrations/a.rb", "execute('SELECT a FROM t')")).isEmpty();
    }
}
