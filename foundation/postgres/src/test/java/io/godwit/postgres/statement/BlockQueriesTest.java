package io.godwit.postgres.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BlockQueriesTest {
    private static List<String> statements(String body, BlockQueries queries) {
        Statement read = new StatementParser("public", queries)
                .parse("DO $$ " + body + " $$")
                .statement();
        return ((Statement.CodeBlock) read)
                .statements().stream().map(ParsedStatement::text).toList();
    }

    @Test
    void a_loop_over_rows_is_written_out_where_somebody_answers() {
        String body = "DECLARE r record; BEGIN FOR r IN SELECT a, b FROM t LOOP"
                + " EXECUTE format('drop table %I', r.a); END LOOP; END";

        assertThat(statements(body, (_, _) -> Optional.of(List.of(Map.of("a", "x", "b", "1"), Map.of("a", "y")))))
                .containsExactly("SELECT a, b FROM t", "drop table \"x\"", "drop table \"y\"");
        assertThat(statements(body, (_, _) -> Optional.of(List.of()))).containsExactly("SELECT a, b FROM t");
        assertThat(statements(body, BlockQueries.unanswered())).containsExactly("SELECT a, b FROM t");
    }

    @Test
    void a_variable_that_a_query_fills_is_known_where_somebody_answers() {
        String body =
                "DECLARE n text; BEGIN SELECT name INTO n FROM t WHERE id = 1;" + " EXECUTE 'drop table ' || n; END";

        assertThat(statements(
                        body,
                        (query, _) ->
                                query.contains("INTO") ? Optional.empty() : Optional.of(List.of(Map.of("name", "x")))))
                .containsExactly("SELECT name FROM t WHERE id = 1", "drop table x");
    }

    @Test
    void a_query_about_a_row_of_another_is_asked_with_its_values() {
        String body = "DECLARE r record; s text; BEGIN FOR r IN SELECT a FROM t LOOP"
                + " FOR s IN SELECT b FROM u WHERE u.a = r.a LOOP EXECUTE 'drop table ' || s; END LOOP; END LOOP; END";

        assertThat(statements(
                        body,
                        (query, _) -> Optional.of(List.of(
                                query.contains(" u ")
                                        ? Map.of("b", query.contains("'x'") ? "found" : "lost")
                                        : Map.of("a", "x")))))
                .contains("drop table found");
    }
}
