package io.godwit.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogParametersTest {

    @Test
    void values_null_and_empty_strings_are_told_apart() {
        LogParameters parameters = LogParameters.parse("$1 = '5', $2 = NULL, $3 = ''");

        assertThat(parameters.values()).containsExactly(Optional.of("5"), Optional.empty(), Optional.of(""));
        assertThat(parameters.complete()).isTrue();
    }

    @Test
    void only_quotes_are_doubled_inside_a_value() {
        LogParameters parameters = LogParameters.parse("$1 = 'O''Reilly \\ back\nnew', $2 = 'x'', $3 = ''y'");

        assertThat(parameters.values())
                .containsExactly(Optional.of("O'Reilly \\ back\nnew"), Optional.of("x', $3 = 'y"));
        assertThat(parameters.complete()).isTrue();
    }

    @Test
    void a_cut_value_is_said_to_be_incomplete() {
        assertThat(LogParameters.parse("$1 = 'abcdefgh...'").complete()).isFalse();
    }

    @Test
    void a_list_that_ends_in_the_middle_is_incomplete() {
        LogParameters parameters = LogParameters.parse("$1 = '5', $2 = 'begun");

        assertThat(parameters.values()).containsExactly(Optional.of("5"));
        assertThat(parameters.complete()).isFalse();
    }
}
