package io.godwit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class RetryTest {
    private static final RetryPolicy FIVE = new RetryPolicy(5, Duration.ofMillis(100), Duration.ofMillis(500));

    private final List<Duration> pauses = new ArrayList<>();
    private final Retry retry = new Retry(FIVE, pauses::add, new Random(42));

    private static Callable<String> failing(int times) {
        int[] calls = {0};
        return () -> {
            if (calls[0]++ < times) {
                throw new IOException("failure " + calls[0]);
            }
            return "done";
        };
    }

    @Test
    void what_fails_and_then_succeeds_has_succeeded() throws Exception {
        assertThat(retry.call(failing(2))).isEqualTo("done");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void the_last_failure_comes_out_when_the_attempts_are_used_up() {
        assertThatThrownBy(() -> retry.call(failing(9))).hasMessage("failure 5");
        assertThat(pauses).hasSize(4);
    }

    @Test
    void pauses_double_up_to_the_longest_and_lose_up_to_half_by_jitter() {
        assertThatThrownBy(() -> retry.call(failing(9))).isInstanceOf(IOException.class);

        List<Long> whole = List.of(100L, 200L, 400L, 500L);
        for (int at = 0; at < whole.size(); at++) {
            assertThat(pauses.get(at).toMillis()).isBetween(whole.get(at) / 2, whole.get(at));
        }
    }

    @Test
    void a_failure_may_allow_fewer_attempts() {
        assertThatThrownBy(() -> retry.call(failing(9), _ -> 2, (_, _, _) -> {}))
                .hasMessage("failure 2");
    }

    @Test
    void an_interrupt_ends_the_retrying() {
        Retry interrupted = new Retry(
                FIVE,
                _ -> {
                    throw new InterruptedException("stop");
                },
                new Random(42));

        assertThatThrownBy(() -> interrupted.call(failing(9))).isInstanceOf(InterruptedException.class);
    }

    @Test
    void a_policy_without_end_never_computes_a_pause_beyond_the_longest() {
        assertThat(FIVE.withoutEnd().pauseAfter(1_000_000, new Random(42))).isLessThanOrEqualTo(Duration.ofMillis(500));
    }
}
