package io.godwit.postgres.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FunctionCallTest {
    @Test
    void calls_are_found_with_the_constants_they_are_given() {
        assertThat(FunctionCall.in("select app.make_part(2031, 'x' || 'y', now()), tidy()"))
                .containsExactly(
                        new FunctionCall(
                                Optional.of("app"),
                                "make_part",
                                List.of(Optional.of("2031"), Optional.of("xy"), Optional.empty())),
                        new FunctionCall(Optional.empty(), "now", List.of()),
                        new FunctionCall(Optional.empty(), "tidy", List.of()));
    }

    @Test
    void text_that_is_no_sql_calls_nothing() {
        assertThat(FunctionCall.in("select 'open(")).isEmpty();
        assertThat(new FunctionCall(Optional.of("A"), "b", List.of()).sql()).isEqualTo("\"A\".\"b\"");
    }
}
