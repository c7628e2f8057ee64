package io.godwit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.capture.Masking.Masked;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class MaskingTest {
    private final Masking masking =
            Masking.of(List.of("value=\\d{16}", "name=\\bcard\\b"), Optional.of("a fixed secret"));

    @Test
    void a_value_that_matches_keeps_its_shape_only() {
        Masked masked = masking.value("4111111111111111", false);

        assertThat(masked.changed()).isTrue();
        assertThat(masked.text()).matches("\\d{16}").isNotEqualTo("4111111111111111");
    }

    @Test
    void equal_values_stay_equal_in_texts_and_parameters() {
        String parameter = masking.value("4111111111111111", false).text();

        assertThat(masking.sql("select * from t where n = '4111111111111111' and id = 5", false)
                        .text())
                .isEqualTo("select * from t where n = '" + parameter + "' and id = 5");
    }

    @Test
    void all_values_of_a_statement_with_a_masked_name_are_masked() {
        String sql = "insert into payment (card, note, n, at) values ('Abc-1', E'it''s', 17, $$Zz$$)";

        assertThat(masking.namesIn(sql)).isTrue();
        assertThat(masking.sql(sql, true).text())
                .matches("insert into payment \\(card, note, n, at\\) values"
                        + " \\('[A-Z][a-z]{2}-\\d', E'[a-z]{2}''[a-z]', \\d{2}, \\$\\$[A-Z][a-z]\\$\\$\\)")
                .doesNotContain("Abc", "Zz");
    }

    @Test
    void a_name_inside_a_value_masks_nothing() {
        assertThat(masking.namesIn("select 'card'")).isFalse();
    }

    @Test
    void an_unmasked_statement_keeps_its_comments() {
        String sql = "/* trace 17 */ select 1";

        assertThat(masking.sql(sql, false)).isEqualTo(new Masked(sql, false));
    }

    @Test
    void a_rule_of_no_kind_is_refused() {
        assertThatThrownBy(() -> Masking.of(List.of("password"), Optional.empty()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("value=REGEX or name=REGEX");
    }
}
