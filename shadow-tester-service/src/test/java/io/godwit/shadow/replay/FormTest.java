package io.godwit.shadow.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTest {
    @ParameterizedTest
    @CsvSource({
        "int4, 50, numeric, 50.000, true",
        "numeric, 5.00, numeric, 5.0000, true",
        "numeric, 5.00, numeric, 5.0001, false",
        "int8, 1000000000001, int8, 1000000000002, false",
        "int4, 7, float8, 7, true",
        "int4, 0, numeric, 0.00, true",
        "float8, 0.30000000000000004, float8, 0.3, true",
        "float8, NaN, numeric, NaN, true",
        "text, 5.00, text, 5.0000, false",
    })
    void numbers_are_the_same_by_their_value_and_all_else_by_its_text(
            String type, String value, String newType, String newValue, boolean same) {
        assertThat(Form.of(type).canonical(value).equals(Form.of(newType).canonical(newValue)))
                .isEqualTo(same);
    }
}
