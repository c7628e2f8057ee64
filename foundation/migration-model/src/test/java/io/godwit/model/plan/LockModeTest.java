package io.godwit.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LockModeTest {
    @ParameterizedTest
    @EnumSource(LockMode.class)
    void a_mode_is_found_by_the_name_sql_uses_and_by_the_name_pg_locks_uses(LockMode mode) {
        StringBuilder inPgLocks = new StringBuilder();
        for (String word : mode.sql().split(" ")) {
            inPgLocks.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }

        assertThat(LockMode.named(mode.sql())).contains(mode);
        assertThat(LockMode.named(inPgLocks + "Lock")).contains(mode);
    }

    @Test
    void an_unknown_name_is_no_mode() {
        assertThat(LockMode.named("VERY EXCLUSIVE")).isEmpty();
    }
}
