package io.godwit.executor.step;

import io.godwit.executor.ledger.Migrations;
import io.godwit.executor.throttle.Throttle;
import io.godwit.model.catalog.ObjectName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Between two batches: waits while a signal of the server's load is against going on, and rests as long as the speed
/// a person has set asks for.
final class Gate {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration HELD = Duration.ofMillis(250);
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(5);
    private static final Duration LONGEST_REST = Duration.ofSeconds(2);

    private final StepContext context;
    private final Throttle throttle;
    private long lookedAt;
    private long toldAt;
    private String told = "";
    private int speedPercent = 100;

    Gate(StepContext context, ObjectName table) {
        this.context = context;
        this.throttle = new Throttle(context.policy().throttle(), table);
    }

    /// @param lastBatch how long the last batch took
    /// @return false if a command wants otherwise
    boolean opens(Duration lastBatch) throws SQLException {
        if (System.nanoTime() - lookedAt > BETWEEN_LOOKS.toNanos() && !unheld()) {
            return false;
        }
        return rested(lastBatch.multipliedBy(100).dividedBy(speedPercent).minus(lastBatch));
    }

    private boolean unheld() throws SQLException {
        while (true) {
            if (!context.control().mayGoOn(context.connection())) {
                return false;
            }
            speedPercent = Migrations.speedPercent(context.connection(), context.migration());
            Optional<String> veto = throttle.veto(context.connection());
            lookedAt = System.nanoTime();
            if (veto.isEmpty()) {
                told = "";
                return true;
            }
            tell(veto.get());
            LockSupport.parkNanos(HELD.toNanos());
        }
    }

    private boolean rested(Duration rest) throws SQLException {
        Duration left = rest;
        while (left.isPositive()) {
            Duration part = left.compareTo(LONGEST_REST) < 0 ? left : LONGEST_REST;
            LockSupport.parkNanos(part.toNanos());
            if (!context.control().mayGoOn(context.connection())) {
                return false;
            }
            left = left.minus(part);
        }
        return true;
    }

    private void tell(String veto) {
        if (told.isEmpty() || System.nanoTime() - toldAt > BETWEEN_REPORTS.toNanos()) {
            toldAt = System.nanoTime();
            told = veto;
            context.report().held("Holds back: " + veto + ".");
        }
    }
}
