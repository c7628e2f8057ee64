package io.godwit.postgres.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CutNamesTest {
    private static final String KEPT = "a".repeat(63);

    @Test
    void what_was_written_is_found_by_what_is_kept() {
        assertThat(CutNames.in(
                        "ALTER TABLE t RENAME COLUMN " + KEPT.toUpperCase() + "XY TO \"" + "é".repeat(32) + "\""))
                .containsEntry(KEPT, KEPT.toUpperCase() + "XY")
                .containsEntry("é".repeat(31), "é".repeat(32))
                .hasSize(2);
    }

    @Test
    void names_that_fit_and_long_constants_are_left_out() {
        assertThat(CutNames.in("COMMENT ON TABLE " + KEPT + " IS '" + "long ".repeat(40) + "'"))
                .isEmpty();
        assertThat(CutNames.in("SELECT 'not closed")).isEmpty();
    }
}
