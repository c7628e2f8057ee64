package io.godwit.executor.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskedTest {
    @Test
    void an_error_tells_the_key_and_not_what_the_row_holds() {
        assertThat(Masked.error(
                        "ERROR: could not create unique index \"u\" Detail: Key (email, id)=(ann@example.org, 7)"
                                + " is duplicated."))
                .isEqualTo("ERROR: could not create unique index \"u\" Detail: Key (email, id)=(a… (15 characters), 7)"
                        + " is duplicated.");
        assertThat(Masked.error("Key (a)=(x) y) is not present in table \"t\"."))
                .isEqualTo("Key (a)=(x… (4 characters)) is not present in table \"t\".");
    }

    @Test
    void a_failing_row_and_a_value_that_does_not_fit_stay_where_they_are() {
        assertThat(Masked.error("violates check constraint \"c\" Detail: Failing row contains (1, ann@example.org)."))
                .isEqualTo("violates check constraint \"c\" Detail: Failing row contains (…).");
        assertThat(Masked.error("ERROR: invalid input syntax for type integer: \"secret\""))
                .isEqualTo("ERROR: invalid input syntax for type integer: \"s… (6 characters)\"");
        assertThat(Masked.error("ERROR: value \"3000000000\" is out of range for type integer"))
                .isEqualTo("ERROR: value \"3000000000\" is out of range for type integer");
        assertThat(Masked.error("ERROR: relation \"orders\" does not exist"))
                .isEqualTo("ERROR: relation \"orders\" does not exist");
    }
}
