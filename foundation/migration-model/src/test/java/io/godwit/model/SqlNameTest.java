package io.godwit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlNameTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"User,\"User\"", "a\"b,\"a\"\"b\"", "select,\"select\"", "a;b,\"a;b\""})
    void a_name_is_quoted_whatever_it_holds(String name, String quoted) {
        assertThat(SqlName.quoted(name)).isEqualTo(quoted);
    }

    @Test
    void a_string_cannot_end_early() {
        assertThat(SqlName.literal("it's")).isEqualTo("'it''s'");
        assertThat(SqlName.literal("back\\'slash")).isEqualTo("E'back\\\\''slash'");
    }

    @Test
    void what_postgresql_cannot_store_is_refused() {
        assertThatThrownBy(() -> SqlName.quoted("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SqlName.quoted("a\0b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SqlName.literal("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_label_is_not_cut_as_a_name_is_so_a_long_one_is_refused() {
        assertThat(SqlName.label("é".repeat(31))).hasSize(33);
        assertThatThrownBy(() -> SqlName.label("é".repeat(32)))
                .isInstanceOf(UnusableName.class)
                .hasMessageContaining("63 bytes");
    }
}
