package io.godwit.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.postgres.log.LogEntry.ErrorLogged;
import io.godwit.postgres.log.LogEntry.StatementLogged;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class JsonLogTest {
    private final JsonLog log = new JsonLog(ZoneId.of("Europe/Berlin"));

    @Test
    void a_simple_statement() {
        Optional<LogEntry> entry = read("duration: 0.950 ms  statement: select 1;\\n select 2", "");

        assertThat(entry).get().isInstanceOfSatisfying(StatementLogged.class, statement -> {
            assertThat(statement.sql()).isEqualTo("select 1;\n select 2");
            assertThat(statement.duration()).isEqualTo(Duration.ofNanos(950_000));
            assertThat(statement.origin())
                    .isEqualTo(new LogOrigin(
                            Instant.parse("2026-11-22T12:00:00.123Z"), "app", "shop", "web", "6921a.1f", 7, "3/12"));
        });
    }

    @Test
    void parsing_and_binding_count_for_the_execution_that_follows() {
        assertThat(read("duration: 0.100 ms  parse <unnamed>: select $1", "")).isEmpty();
        assertThat(read("duration: 0.020 ms  bind <unnamed>: select $1", "Parameters: $1 = '5'"))
                .isEmpty();
        Optional<LogEntry> entry = read("duration: 1.000 ms  execute <unnamed>: select $1", "Parameters: $1 = '5'");

        assertThat(entry).get().isInstanceOfSatisfying(StatementLogged.class, statement -> {
            assertThat(statement.duration()).isEqualTo(Duration.ofNanos(1_120_000));
            assertThat(statement.parameters()).containsExactly(Optional.of("5"));
        });
    }

    @Test
    void the_label_of_the_parameters_is_lower_case_before_PostgreSQL_17() {
        assertThat(read("duration: 1.000 ms  execute S_1/C_2: select $1", "parameters: $1 = '5'"))
                .get()
                .asInstanceOf(InstanceOfAssertFactories.type(StatementLogged.class))
                .extracting(StatementLogged::parameters)
                .isEqualTo(java.util.List.of(Optional.of("5")));
    }

    @Test
    void fetching_further_rows_is_no_new_statement() {
        assertThat(read("duration: 1.000 ms  execute fetch from S_1/C_2: select $1", "Parameters: $1 = '5'"))
                .isEmpty();
    }

    @Test
    void an_error_brings_its_code_and_statement() {
        String line = """
                {"timestamp":"2026-11-22 13:00:00.123 CET","user":"app","dbname":"shop","session_id":"6921a.1f","line_num":8,\
                "error_severity":"ERROR","state_code":"22012","message":"division by zero","statement":"select 1/$1",\
                "context":"unnamed portal with parameters: $1 = '0'"}""";

        assertThat(read(line)).get().isInstanceOfSatisfying(ErrorLogged.class, error -> {
            assertThat(error.sqlState()).isEqualTo("22012");
            assertThat(error.statement()).contains("select 1/$1");
            assertThat(error.parameters()).containsExactly(Optional.of("0"));
        });
    }

    @Test
    void half_a_line_is_passed_over() {
        assertThat(read("\"line_num\":8,\"message\":\"duration: 1.000 ms  statement: select 1\"}"))
                .isEmpty();
    }

    private Optional<LogEntry> read(String message, String detail) {
        return read("""
                {"timestamp":"2026-11-22 13:00:00.123 CET","user":"app","dbname":"shop","session_id":"6921a.1f","line_num":7,\
                "vxid":"3/12","error_severity":"LOG","message":"%s","detail":"%s","application_name":"web"}""".formatted(message, detail));
    }

    private Optional<LogEntry> read(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return log.read(bytes, 0, bytes.length);
    }
}
