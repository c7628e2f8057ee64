package io.godwit.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.demo.TrafficMeter.Experience;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrafficMeterTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void a_span_holds_what_happened_in_its_seconds_and_nothing_else() {
        TrafficMeter meter = new TrafficMeter();
        meter.succeeded(NOON.minusSeconds(1), Duration.ofSeconds(9));
        meter.succeeded(NOON, Duration.ofMillis(3));
        meter.failed(NOON.plusMillis(1500), Duration.ofMillis(7), "23505");
        meter.failed(NOON.plusSeconds(2), Duration.ofMillis(1), "23505");
        assertThat(meter.between(NOON, NOON.plusSeconds(1)))
                .isEqualTo(new Experience(2, Duration.ofMillis(7), Map.of("23505", 1L)));
    }

    @Test
    void a_quiet_span_is_empty() {
        assertThat(new TrafficMeter().between(NOON, NOON.plusSeconds(5)))
                .returns(0L, Experience::statements)
                .returns(0L, Experience::failed);
    }
}
