package io.godwit.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuppressionsTest {
    private static final Suppressions SUPPRESSIONS = Suppressions.in("""
            -- godwit:ignore-file GW105 reason: all at night
            -- godwit:ignore GW104, gw104 GW106 reason: the table is empty
            CREATE INDEX a
              ON orders (day); -- godwit:ignore GW107 reason: beside it
            -- godwit:ignore GW108
            CREATE INDEX b ON orders (week);
            """);

    @Test
    void before_beside_and_for_the_whole_file() {
        assertThat(SUPPRESSIONS.reason("GW104", 3, 4, 0)).contains("the table is empty");
        assertThat(SUPPRESSIONS.reason("GW106", 3, 4, 0)).contains("the table is empty");
        assertThat(SUPPRESSIONS.reason("GW107", 3, 4, 0)).contains("beside it");
        assertThat(SUPPRESSIONS.reason("GW105", 6, 6, 4)).contains("all at night");
    }

    @Test
    void not_of_another_statement_and_not_without_a_reason() {
        assertThat(SUPPRESSIONS.reason("GW104", 6, 6, 4)).isEmpty();
        assertThat(SUPPRESSIONS.reason("GW107", 6, 6, 4)).isEmpty();
        assertThat(SUPPRESSIONS.reason("GW108", 6, 6, 4)).isEmpty();
    }
}
