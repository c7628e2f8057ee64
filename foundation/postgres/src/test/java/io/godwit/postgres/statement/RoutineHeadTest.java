package io.godwit.postgres.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutineHeadTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "f(cost int, rows int) RETURNS int |COST 5 LANGUAGE sql AS 'SELECT 1'",
                "f(a text DEFAULT 'as (') RETURNS TABLE (language int, \"set\" text) |LANGUAGE sql AS $$ SELECT 1 $$",
                "p(x int) |AS $$ BEGIN END $$ LANGUAGE plpgsql",
                "cost() RETURNS int |IMMUTABLE LANGUAGE sql AS 'SELECT 1'",
            })
    void ends_where_options_or_the_body_begin(String head, String rest) {
        assertThat(RoutineHead.of(head + " " + rest).text().strip()).isEqualTo(head.strip());
        assertThat(RoutineHead.of(head + " " + rest).standard()).isFalse();
    }

    @Test
    void a_body_of_sql_is_told_from_a_text() {
        assertThat(RoutineHead.of("f(a int) RETURNS int LANGUAGE sql RETURN a + 1")
                        .standard())
                .isTrue();
        assertThat(RoutineHead.of("f(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a; END")
                        .standard())
                .isTrue();
    }
}
