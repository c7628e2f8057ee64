package io.godwit.executor.window;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// When strong locks may be taken and the old may be removed, in the time of one zone. Without any window: always.
public record MaintenanceWindows(List<WeeklyWindow> windows, ZoneId zone) {
    public MaintenanceWindows {
        windows = List.copyOf(windows);
    }

    public static MaintenanceWindows always() {
        return new MaintenanceWindows(List.of(), ZoneId.of("UTC"));
    }

    /// @param windows each as `Mon-Fri 22:00-06:00`
    /// @throws IllegalArgumentException if one is not so
    public static MaintenanceWindows parse(List<String> windows, ZoneId zone) {
        return new MaintenanceWindows(windows.stream().map(WeeklyWindow::parse).toList(), zone);
    }

    /// When the next window opens; empty if one is open.
    public Optional<ZonedDateTime> opensAfter(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        if (windows.isEmpty() || windows.stream().anyMatch(window -> window.isOpen(local))) {
            return Optional.empty();
        }
        return windows.stream().map(window -> window.nextOpening(local)).min(Comparator.naturalOrder());
    }
}
