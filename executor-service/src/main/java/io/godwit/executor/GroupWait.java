package io.godwit.executor;

import io.godwit.executor.ledger.LedgerMigration;
import io.godwit.executor.ledger.Migrations;
import io.godwit.executor.step.Control;
import io.godwit.executor.step.StepReport;
import io.godwit.model.MigrationId;
import io.godwit.model.plan.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Keeps a step waiting for the databases that come before this one in its group. A person may let the migration go on
/// without them, for good (`promote --now`).
record GroupWait(Precedence precedence) {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /// @return false if a command wants otherwise
    boolean awaited(Connection connection, MigrationId id, Step step, Control control, StepReport report)
            throws SQLException {
        LedgerMigration asking = Migrations.find(connection, id).orElseThrow();
        String told = "";
        while (true) {
            Optional<String> obstacle = precedence.before(asking, step.phase());
            if (obstacle.isEmpty()) {
                return true;
            }
            if (Migrations.isHurried(connection, id)) {
                Migrations.goAlone(connection, id);
                asking = Migrations.find(connection, id).orElseThrow();
                continue;
            }
            if (!control.mayGoOn(connection)) {
                return false;
            }
            if (!obstacle.get().equals(told)) {
                told = obstacle.get();
                report.running(told);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
