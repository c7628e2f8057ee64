package io.godwit.validator.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NewerFormTest {
    @Test
    void a_form_of_a_later_release_is_refused() {
        assertThat(NewerForm.refusal("merge into t using s on true when matched then delete", 14))
                .contains("MERGE came with PostgreSQL 15");
        assertThat(NewerForm.refusal("create publication p for table t (a, b)", 14))
                .isPresent();
        assertThat(NewerForm.refusal("create unique index on t (a) nulls not distinct", 14))
                .isPresent();
        assertThat(NewerForm.refusal("SET transaction_timeout = '1s'", 16)).isPresent();
    }

    @Test
    void what_the_release_knows_or_only_a_text_says_is_not() {
        assertThat(NewerForm.refusal("merge into t using s on true when matched then delete", 15))
                .isEmpty();
        assertThat(NewerForm.refusal("comment on table t is 'unique nulls not distinct'", 14))
                .isEmpty();
        assertThat(NewerForm.refusal("create publication p for table a, b", 14)).isEmpty();
    }
}
