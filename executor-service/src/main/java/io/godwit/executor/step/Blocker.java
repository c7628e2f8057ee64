package io.godwit.executor.step;

import java.time.Duration;

/// A session, or a prepared transaction, that keeps a step waiting.
///
/// @param pid   0 for a prepared transaction
/// @param kind  PostgreSQL's backend type; `prepared transaction` for one
/// @param age   how long its transaction is open; zero if that may not be seen
/// @param query its latest statement; empty if that may not be seen
public record Blocker(int pid, String kind, String application, String state, Duration age, String query) {
    private static final String HIDDEN = "<insufficient privilege>";
    private static final String PREPARED = "prepared transaction";

    static Blocker prepared(String name, String owner, Duration age) {
        return new Blocker(0, PREPARED, owner, name, age, "");
    }

    /// Old enough that waiting a short while is of no use.
    boolean isLasting() {
        return age.compareTo(Duration.ofSeconds(5)) > 0;
    }

    /// Whether it is somebody's session, which may be ended if the policy says so.
    boolean isClient() {
        return kind.equals("client backend");
    }

    @Override
    public String toString() {
        if (kind.equals(PREPARED)) {
            return "prepared transaction '" + state + "' of role " + application + ", prepared " + seconds()
                    + " ago: it stays until COMMIT PREPARED or ROLLBACK PREPARED '" + state + "'";
        }
        String who = application.isEmpty() ? "" : " (" + application + ")";
        if (query.equals(HIDDEN)) {
            return "pid " + pid + who + " (give the executor's role pg_read_all_stats to see its query)";
        }
        String what = query.isBlank() ? "" : ": " + Masked.query(query);
        return "pid " + pid + who + ", " + state + ", transaction open for " + seconds() + what;
    }

    private String seconds() {
        return age.isZero() ? "an unknown time" : Spans.text(Duration.ofMillis(age.toMillis() / 100 * 100));
    }
}
