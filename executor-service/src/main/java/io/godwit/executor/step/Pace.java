package io.godwit.executor.step;

import io.godwit.executor.ledger.Cursors.Cursor;
import java.time.Duration;

/// How fast a walk over a table goes, told about once a second.
final class Pace {
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final StepReport report;
    private final String doing;
    private final String unit;
    private final String counted;
    private final long total;
    private long toldAt = System.nanoTime();
    private long toldWalked = -1;

    /// @param doing in plain words: `Fills public.orders`
    /// @param counted what the walk's work counts: `rows changed`
    /// @param unit  what is walked: rows or blocks
    /// @param total how many there are, as estimated; not above 0 if unknown
    Pace(StepReport report, String doing, String counted, String unit, long total) {
        this.report = report;
        this.doing = doing;
        this.unit = unit;
        this.counted = counted;
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
        report.walked(doing + ": " + cursor.changed() + " " + counted + pass, unit, cursor.walked(), total, perSecond);
    }
}
