package io.godwit.executor.step;

import io.godwit.executor.ledger.Cursors.Cursor;
import java.time.Duration;

/// How fast a backfill goes, told about once a second.
final class Pace {
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final StepReport report;
    private final String table;
    private final String unit;
    private final long total;
    private long toldAt = System.nanoTime();
    private long toldWalked = -1;

    /// @param unit  what is walked: rows or blocks
    /// @param total how many there are, as estimated; not above 0 if unknown
    Pace(StepReport report, String table, String unit, long total) {
        this.report = report;
        this.table = table;
        this.unit = unit;
        this.total = total;
    }

    void tell(Cursor cursor) {
        long now = System.nanoTime();
        if (toldWalked < 0) {
            toldWalked = cursor.walked();
            toldAt = now;
            return;
        }
        if (now - toldAt < BETWEEN.toNanos()) {
            return;
        }
        double perSecond = (cursor.walked() - toldWalked) * 1e9 / (now - toldAt);
        toldAt = now;
        toldWalked = cursor.walked();
        String pass = cursor.pass() == 1 ? "" : ", pass " + cursor.pass();
        report.walked(
                "Fills " + table + ": " + cursor.walked() + " " + unit + " walked, " + cursor.changed()
                        + " rows changed" + pass,
                cursor.walked(),
                total,
                perSecond);
    }
}
