package io.godwit.executor.step;

import io.godwit.model.catalog.ObjectName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// Follows the building of an index: tells how far it is, and breaks it off when it has been waiting for others for too
/// long without getting any further. Its wait keeps nobody from reading or writing, so it may be long, but what is
/// half built slows writers all that time.
final class IndexWatch {
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(2);
    private static final String PROGRESS = """
            SELECT phase, blocks_done, blocks_total, tuples_done, tuples_total, lockers_done, lockers_total
            FROM pg_stat_progress_create_index WHERE pid = ?
            """;

    private final ObjectName index;
    private final StepReport report;
    private final Duration longestWait;
    private String seen = "";
    private long changedAt = System.nanoTime();
    private long toldAt = System.nanoTime();
    private boolean gaveUp;

    /// @param longestWait how long it may wait for others without getting further
    IndexWatch(ObjectName index, StepReport report, Duration longestWait) {
        this.index = index;
        this.report = report;
        this.longestWait = longestWait;
    }

    /// Whether it was broken off because it waited too long.
    boolean gaveUp() {
        return gaveUp;
    }

    void look(Connection connection, int pid, List<Blocker> blockers) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PROGRESS)) {
            select.setInt(1, pid);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return;
                }
                String phase = row.getString(1);
                boolean byBlocks = row.getLong(3) > 0;
                long done = row.getLong(byBlocks ? 2 : 4);
                long total = row.getLong(byBlocks ? 3 : 5);
                follow(connection, pid, phase + done + "/" + row.getLong(6), blockers);
                if (System.nanoTime() - toldAt > BETWEEN_REPORTS.toNanos()) {
                    toldAt = System.nanoTime();
                    String far = total > 0 ? ", " + done + " of " + total + (byBlocks ? " blocks" : " rows") : "";
                    report.running("Builds index " + index + ": " + phase + far);
                }
            }
        }
    }

    private void follow(Connection connection, int pid, String now, List<Blocker> blockers) throws SQLException {
        if (!now.equals(seen) || blockers.isEmpty()) {
            seen = now;
            changedAt = System.nanoTime();
        } else if (!gaveUp && System.nanoTime() - changedAt > longestWait.toNanos()) {
            gaveUp = true;
            Backends.cancel(connection, pid);
        }
    }
}
