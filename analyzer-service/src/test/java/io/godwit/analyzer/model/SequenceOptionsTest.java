package io.godwit.analyzer.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceOptionsTest {
    @Test
    void what_is_not_written_has_the_values_postgresql_gives() {
        assertThat(SequenceOptions.complete("INCREMENT BY 5 START WITH 100"))
                .isEqualTo("AS bigint INCREMENT BY 5 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 100 CACHE 1"
                        + " NO CYCLE");
        assertThat(SequenceOptions.complete("AS int2 CYCLE"))
                .isEqualTo("AS smallint INCREMENT BY 1 MINVALUE 1 MAXVALUE 32767 START WITH 1 CACHE 1 CYCLE");
    }

    @Test
    void a_sequence_that_counts_down_begins_at_minus_one() {
        assertThat(SequenceOptions.complete("INCREMENT -1 NO CYCLE"))
                .isEqualTo("AS bigint INCREMENT BY -1 MINVALUE -9223372036854775808 MAXVALUE -1 START WITH -1 CACHE 1"
                        + " NO CYCLE");
    }
}
