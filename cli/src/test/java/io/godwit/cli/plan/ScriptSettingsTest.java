package io.godwit.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptSettingsTest {
    @Test
    void what_holds_for_some_statements_is_set_once_before_and_reset_after_them() {
        assertThat(ScriptSettings.ofSession(
                        List.of("SET LOCAL search_path = shop", "A", "SET LOCAL search_path = shop", "B", "C")))
                .containsExactly("SET search_path = shop", "A", "B", "RESET search_path", "C");
    }

    @Test
    void nothing_stays_set_at_the_end() {
        assertThat(ScriptSettings.ofSession(List.of("SET LOCAL role = app", "A")))
                .containsExactly("SET role = app", "A", "RESET role");
    }
}
