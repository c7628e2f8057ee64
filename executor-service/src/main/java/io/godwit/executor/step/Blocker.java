package io.godwit.executor.step;

import java.time.Duration;

/// A session that keeps a step waiting.
///
/// @param age   how long its transaction is open; zero if that may not be seen
/// @param query its latest statement; empty if that may not be seen
public record Blocker(int pid, String application, String state, Duration age, String query) {
    private static final String HIDDEN = "<insufficient privilege>";

    /// Old enough that waiting a short while is of no use.
    boolean isLasting() {
        return age.compareTo(Duration.ofSeconds(5)) > 0;
    }

    @Override
    public String toString() {
        String who = application.isEmpty() ? "" : " (" + application + ")";
        if (query.equals(HIDDEN)) {
            return "pid " + pid + who + " (give the executor's role pg_read_all_stats to see its query)";
        }
        String what = query.isBlank() ? "" : ": " + Masked.query(query);
        return "pid " + pid + who + ", " + state + ", transaction open for " + seconds() + what;
    }

    private String seconds() {
        return age.isZero()
                ? "an unknown time"
                : String.format(java.util.Locale.ROOT, "%.1f s", age.toMillis() / 1000.0);
    }
}
