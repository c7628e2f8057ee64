package io.godwit.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Goal UNDER_TWO_SECONDS = new Goal.Within("all in 2 s", "total", Duration.ofSeconds(2));

    @Test
    void samples_median_least_and_most_stand_under_their_columns() {
        assertThat(new Report(measured(1000, 1500, 1200)).lines())
                .containsExactly(
                        "Something",
                        "  seconds  half  total",
                        "  run 1    0.50   1.00",
                        "  run 2    0.75   1.50",
                        "  run 3    0.60   1.20",
                        "  median   0.60   1.20",
                        "  min      0.50   1.00",
                        "  max      0.75   1.50",
                        "  goal: all in 2 s: met by 3 of 3, median 1.20 s");
    }

    @Test
    void a_goal_is_not_met_if_one_sample_misses_it() {
        Measurement measurement = measured(1000, 2000);

        assertThat(measurement.meetsGoals()).isFalse();
        assertThat(new Report(measurement).lines())
                .endsWith("  goal: all in 2 s: NOT met; kept by 1 of 2, median 1.50 s");
    }

    private static Measurement measured(long... totals) {
        ArrayList<Sample> samples = new ArrayList<>();
        for (long total : totals) {
            samples.add(new Sample(
                    "run " + (samples.size() + 1), List.of(Duration.ofMillis(total / 2), Duration.ofMillis(total))));
        }
        return new Measurement("Something", List.of("half", "total"), samples, List.of(UNDER_TWO_SECONDS));
    }
}
