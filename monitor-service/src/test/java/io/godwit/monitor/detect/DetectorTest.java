package io.godwit.monitor.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.monitor.detect.Worse.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DetectorTest {
    private static final Instant BEGAN = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant FINISHED = BEGAN.plusSeconds(20);
    private static final DetectorSettings SETTINGS = new DetectorSettings(
            Duration.ofMinutes(30), 6, Duration.ofSeconds(60), 5, 3, Duration.ofMinutes(2), 1.5, 5, 20, 5, 5, 10_000);

    private final Detector detector = new Detector(SETTINGS);
    private final List<Interval> sampled = new ArrayList<>();

    @Test
    void the_same_as_before_is_not_worse() {
        before(10, 0);
        after(10, 10, 0);

        assertThat(judge()).isEqualTo(new Judgement.NothingWorse(10));
    }

    @Test
    void a_query_that_takes_several_times_as_long_is_worse() {
        before(10, 0);
        after(10, 40, 0);

        assertThat(judge()).isInstanceOfSatisfying(Judgement.GotWorse.class, judgement -> {
            assertThat(judgement.worse()).singleElement().satisfies(worse -> {
                assertThat(worse.kind()).isEqualTo(Kind.QUERY_SLOWER);
                assertThat(worse.subject()).isEqualTo("select ?");
                assertThat(worse.baseline()).isEqualTo(10);
                assertThat(worse.observed()).isEqualTo(40);
                assertThat(worse.isDanger()).isTrue();
                assertThat(worse.evidence()).contains("4.0 times as long", "5 of 5 windows");
            });
            assertThat(judgement.baselineTo()).isEqualTo(BEGAN);
        });
    }

    @Test
    void query_times_are_not_judged_while_caches_are_cold() {
        before(10, 0);
        after(2, 40, 0);

        assertThat(judge()).isEqualTo(new Judgement.NothingWorse(2));
    }

    @Test
    void one_bad_window_is_no_regression() {
        before(10, 0);
        after(6, 10, 0);
        after(1, 400, 100);
        after(3, 10, 0);

        assertThat(judge()).isInstanceOf(Judgement.NothingWorse.class);
    }

    @Test
    void a_query_that_was_now_and_then_as_slow_before_is_not_slower() {
        for (int minute = -30; minute < 0; minute++) {
            add(BEGAN.plusSeconds(minute * 60L), minute % 5 == 0 ? 60 : 10, 0, 0);
        }
        after(10, 40, 0);

        assertThat(judge()).isInstanceOf(Judgement.NothingWorse.class);
    }

    @Test
    void twice_as_long_is_not_worse_if_it_is_a_fraction_of_a_millisecond() {
        before(0.2, 0);
        after(10, 0.6, 0);

        assertThat(judge()).isInstanceOf(Judgement.NothingWorse.class);
    }

    @Test
    void failures_that_were_not_there_before_are_worse_at_once() {
        before(10, 0);
        after(3, 10, 12);

        assertThat(judge())
                .isInstanceOfSatisfying(
                        Judgement.GotWorse.class,
                        judgement -> assertThat(judgement.worse())
                                .singleElement()
                                .satisfies(worse -> {
                                    assertThat(worse.subject()).isEqualTo("42703");
                                    assertThat(worse.observed()).isEqualTo(12);
                                    assertThat(worse.evidence()).contains("column is missing");
                                }));
    }

    @Test
    void failures_as_frequent_as_before_are_not_worse() {
        before(10, 12);
        after(10, 10, 13);

        assertThat(judge()).isInstanceOf(Judgement.NothingWorse.class);
    }

    @Test
    void sessions_that_wait_for_locks_are_worse_but_no_danger() {
        before(10, 0);
        for (int minute = 0; minute < 4; minute++) {
            add(FINISHED.plusSeconds(minute * 60L), 10, 0, 8);
        }

        assertThat(judge())
                .isInstanceOfSatisfying(
                        Judgement.GotWorse.class,
                        judgement -> assertThat(judgement.worse())
                                .singleElement()
                                .satisfies(worse -> {
                                    assertThat(worse.kind()).isEqualTo(Kind.BLOCKED_SESSIONS);
                                    assertThat(worse.isDanger()).isFalse();
                                }));
    }

    @Test
    void with_too_little_from_before_nothing_is_said() {
        add(BEGAN.minusSeconds(60), 10, 0, 0);
        after(10, 400, 100);

        assertThat(judge()).isEqualTo(new Judgement.NoBaseline(1));
    }

    private Judgement judge() {
        return detector.judge(sampled, BEGAN, FINISHED);
    }

    private void before(double millis, long errors) {
        for (int minute = -30; minute < 0; minute++) {
            add(BEGAN.plusSeconds(minute * 60L), millis, errors, 0);
        }
    }

    private void after(int minutes, double millis, long errors) {
        Instant from =
                sampled.getLast().to().isAfter(FINISHED) ? sampled.getLast().to() : FINISHED;
        for (int minute = 0; minute < minutes; minute++) {
            add(from.plusSeconds(minute * 60L), millis, errors, 0);
        }
    }

    private void add(Instant from, double millis, long errors, int blocked) {
        sampled.add(new Interval(
                from,
                from.plusSeconds(60),
                List.of(new Interval.Query("f1", "select ?", 100, 100 * millis)),
                errors == 0 ? List.of() : List.of(new Interval.Errors("42703", errors, "column is missing")),
                100,
                blocked,
                OptionalLong.empty()));
    }
}
