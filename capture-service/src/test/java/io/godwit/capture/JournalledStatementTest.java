package io.godwit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalledStatementTest {

    @Test
    void a_statement_with_all_it_can_have() {
        Optional<JournalledStatement> statement = parse("""
                {"session": "web-1", "sequence": 3, "sql": "select $1, $2", "parameters": ["5", null],
                 "durationMicros": 1500, "sqlState": "42P01", "role": "app", "application": "web"}""");

        assertThat(statement).get().satisfies(read -> {
            assertThat(read.parameters()).containsExactly(Optional.of("5"), Optional.empty());
            assertThat(read.duration()).contains(Duration.ofNanos(1_500_000));
            assertThat(read.sqlState()).contains("42P01");
        });
    }

    @Test
    void session_and_text_are_enough() {
        assertThat(parse("{\"session\": \"web-1\", \"sql\": \"select 1\"}"))
                .get()
                .satisfies(read -> {
                    assertThat(read.duration()).isEmpty();
                    assertThat(read.parameters()).isEmpty();
                });
    }

    @Test
    void what_is_no_statement_is_passed_over() {
        assertThat(parse("not json")).isEmpty();
        assertThat(parse("{\"sql\": \"select 1\"}")).isEmpty();
    }

    private static Optional<JournalledStatement> parse(String json) {
        return JournalledStatement.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
