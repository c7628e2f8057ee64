package io.godwit.postgres.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RoutineTextTest {
    @Test
    void name_parameters_language_and_body_are_read() {
        assertThat(RoutineText.of(
                        "CREATE OR REPLACE FUNCTION app.f(a int, OUT b text, numeric(8, 2), INOUT c int default 3)"
                                + " RETURNS void LANGUAGE plpgsql AS $$ begin end $$"))
                .contains(new RoutineText("f", List.of("a", "", "c"), "plpgsql", " begin end "));
        assertThat(RoutineText.of("create procedure p() as 'select 1' language sql"))
                .contains(new RoutineText("p", List.of(), "sql", "select 1"));
    }

    @Test
    void what_has_no_body_of_text_is_left_out() {
        assertThat(RoutineText.of("CREATE FUNCTION f() RETURNS int RETURN 1")).isEmpty();
        assertThat(RoutineText.of("CREATE TABLE function (a int)")).isEmpty();
        assertThat(RoutineText.of("CREATE 'open")).isEmpty();
    }
}
