package io.godwit.model.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.Constraint.Check;
import org.junit.jupiter.api.Test;

class WiderCheckTest {
    @Test
    void a_list_that_gets_a_label_lets_pass_what_passed() {
        String printed =
                "((state)::text = ANY ((ARRAY['NEW'::character varying, 'a, (b)'::character varying])::text[]))";

        assertThat(wider(printed, "state in ('NEW', 'SENT', 'a, (b)')")).isTrue();
        assertThat(wider(printed, "state in ('NEW', 'SENT')")).isFalse();
        assertThat(wider(printed, "kind in ('NEW', 'a, (b)')")).isFalse();
    }

    @Test
    void a_range_that_grows_lets_pass_what_passed() {
        assertThat(wider("((level >= 0) AND (level <= 2))", "level between 0 and 3"))
                .isTrue();
        assertThat(wider("((level >= 0) AND (level <= 2))", "((level >= 1) AND (level <= 3))"))
                .isFalse();
    }

    @Test
    void of_any_other_check_nothing_is_said() {
        assertThat(wider("(a > 0)", "(a > 0 OR b)")).isFalse();
        assertThat(wider("a in ('x') AND b", "a in ('x', 'y') AND b")).isFalse();
    }

    private static boolean wider(String before, String after) {
        return WiderCheck.than(new Check("c", before, true), new Check("c", after, true));
    }
}
