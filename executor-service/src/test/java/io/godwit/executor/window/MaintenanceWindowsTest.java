package io.godwit.executor.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MaintenanceWindowsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void without_windows_everything_may_run_at_any_time() {
        assertThat(MaintenanceWindows.always().opensAfter(java.time.Instant.EPOCH))
                .isEmpty();
    }

    @Test
    void a_window_over_midnight_belongs_to_the_day_on_which_it_opens() {
        MaintenanceWindows nights = windows("Mon-Fri 22:00-06:00");
        assertThat(opens(nights, "2026-11-23T23:00")).isEmpty();
        assertThat(opens(nights, "2026-11-28T05:59")).as("Saturday morning").isEmpty();
        assertThat(opens(nights, "2026-11-28T06:00")).contains(at("2026-11-30T22:00"));
        assertThat(opens(nights, "2026-11-23T05:00")).as("Monday morning").contains(at("2026-11-23T22:00"));
    }

    @Test
    void the_next_of_several_windows_counts_and_days_may_wrap_round_the_week() {
        MaintenanceWindows windows = windows("Sat-Mon 02:00-04:00", "wed 12:00-12:30");
        assertThat(opens(windows, "2026-11-24T10:00")).contains(at("2026-11-25T12:00"));
        assertThat(opens(windows, "2026-11-22T03:00")).isEmpty();
        assertThat(opens(windows, "2026-11-22T04:00")).contains(at("2026-11-23T02:00"));
    }

    @Test
    void a_whole_day_and_the_change_of_the_clock() {
        assertThat(opens(windows("Sun 00:00-24:00"), "2026-10-25T23:30")).isEmpty();
        assertThat(opens(windows("Sun 02:30-03:30"), "2026-03-29T01:00")).contains(at("2026-03-29T03:30"));
    }

    @Test
    void what_is_no_window_is_refused_with_an_example() {
        for (String wrong : List.of("22:00-06:00", "Mon-Fri", "Mon 25:00-26:00", "Mon 10:70-11:00", "Mo 10:00-11:00")) {
            assertThatThrownBy(() -> windows(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static MaintenanceWindows windows(String... windows) {
        return MaintenanceWindows.parse(List.of(windows), BERLIN);
    }

    private static Optional<ZonedDateTime> opens(MaintenanceWindows windows, String local) {
        return windows.opensAfter(at(local).toInstant());
    }

    private static ZonedDateTime at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN);
    }
}
