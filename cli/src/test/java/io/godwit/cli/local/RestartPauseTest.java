package io.godwit.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartPauseTest {
    private static final Duration SHORT_RUN = Duration.ofSeconds(2);

    @Test
    void the_first_end_is_followed_by_a_start_at_once_then_the_pauses_double() {
        RestartPause first = RestartPause.FIRST.after(SHORT_RUN);
        assertThat(first.length()).isZero();
        assertThat(first.after(SHORT_RUN).length()).isEqualTo(Duration.ofSeconds(1));
        assertThat(first.after(SHORT_RUN).after(SHORT_RUN).length()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void pauses_end_growing_at_half_a_minute() {
        RestartPause pause = RestartPause.FIRST;
        for (int i = 0; i < 20; i++) {
            pause = pause.after(SHORT_RUN);
        }
        assertThat(pause.length()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_good_run_forgets_the_pauses() {
        assertThat(new RestartPause(Duration.ofSeconds(16))
                        .after(Duration.ofMinutes(2))
                        .length())
                .isZero();
    }
}
