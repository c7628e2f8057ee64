package io.godwit.executor;

import io.godwit.executor.ledger.Migrations;
import io.godwit.executor.ledger.Waiters;
import io.godwit.executor.step.Control;
import io.godwit.executor.step.StepReport;
import io.godwit.executor.window.MaintenanceWindows;
import io.godwit.model.MigrationId;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Keeps steps that others may feel for a maintenance window: those of the contract phase, and those that take a lock
/// which writers wait for. A rollback waits for none. A person may leave the windows out (`promote --now`).
record WindowWait(MaintenanceWindows windows) {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    /// @return false if a command wants otherwise
    boolean awaited(Connection connection, MigrationId id, Step step, Control control, StepReport report)
            throws SQLException {
        String told = "";
        while (isFelt(step)) {
            Optional<ZonedDateTime> opens = windows.opensAfter(report.clock().instant());
            if (opens.isEmpty()) {
                return true;
            }
            if (Migrations.isHurried(connection, id)) {
                Migrations.endHurry(connection, id);
                return true;
            }
            if (!control.mayGoOn(connection)) {
                return false;
            }
            String message = message(step, id, opens.get()) + Waiters.of(connection, id);
            if (!message.equals(told)) {
                told = message;
                report.waiting(message, Duration.between(report.clock().instant(), opens.get()));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return true;
    }

    private static boolean isFelt(Step step) {
        return step.phase() == Phase.CONTRACT
                || step.locks().stream().anyMatch(lock -> lock.mode().blocksWriters());
    }

    private static String message(Step step, MigrationId id, ZonedDateTime opens) {
        String day = opens.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ROOT);
        return "Step " + step.id() + " (" + step.title() + ") waits for the maintenance window, until " + day + " "
                + TIME.format(opens) + " " + opens.getZone() + " (executor.windows). To go on at once:"
                + " godwit promote --now " + id + ".";
    }
}
