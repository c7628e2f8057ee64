package io.godwit.executor;

import io.godwit.events.MigrationProgress;
import io.godwit.events.ProgressState;
import io.godwit.events.Stage;
import io.godwit.executor.ledger.LedgerMigration;
import io.godwit.executor.ledger.LedgerSchema;
import io.godwit.executor.ledger.Migrations;
import io.godwit.executor.ledger.Waiters;
import io.godwit.executor.lifecycle.Status;
import io.godwit.migrationevents.ProgressEvents;
import io.godwit.model.MigrationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells each migration that waits for its turn for which one it waits, and one that is paused or stopped who waits for
/// it: also while the worker is busy for hours with another one.
final class WaitingLine implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingLine.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final TargetDatabase target;
    private final Consumer<MigrationProgress> hearers;
    private final Map<MigrationId, String> told = new HashMap<>();

    WaitingLine(TargetDatabase target, Consumer<MigrationProgress> hearers) {
        this.target = target;
        this.hearers = hearers;
    }

    /// Until interrupted.
    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try (Connection connection = target.connections().open("godwit executor line")) {
                LedgerSchema.upgrade(connection);
                while (true) {
                    look(connection);
                    Thread.sleep(BETWEEN_LOOKS);
                }
            } catch (InterruptedException stop) {
                return;
            } catch (SQLException | RuntimeException failure) {
                LOG.info("Database {}: who waits cannot be seen: {}", target.name(), failure.getMessage());
            }
            try {
                Thread.sleep(BETWEEN_LOOKS.multipliedBy(5));
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    private void look(Connection connection) throws SQLException {
        List<LedgerMigration> unfinished = Migrations.unfinished(connection);
        Optional<LedgerMigration> holder = unfinished.stream()
                .filter(migration -> migration.state().started())
                .findFirst();
        told.keySet()
                .removeIf(known -> unfinished.stream()
                        .noneMatch(migration -> migration.id().equals(known)));
        if (holder.isEmpty()) {
            return;
        }
        for (LedgerMigration migration : unfinished) {
            if (migration.state().status() == Status.AUTHORIZED) {
                tell(migration, ProgressState.RUNNING, NextMigration.waitsFor(holder.get()));
            }
        }
        String waiters = Waiters.of(connection, holder.get().id());
        if (!holder.get().state().status().isRunnable() && !waiters.isEmpty()) {
            ProgressState state =
                    holder.get().state().status() == Status.PAUSED ? ProgressState.PAUSED : ProgressState.FAILED;
            String reason = holder.get().state().reason();
            tell(holder.get(), state, reason + (reason.endsWith(".") ? "" : ".") + waiters);
        }
    }

    private void tell(LedgerMigration migration, ProgressState state, String message) {
        if (!message.equals(told.put(migration.id(), message))) {
            hearers.accept(ProgressEvents.progress(migration.id(), target.name(), Stage.APPLY, state, message));
        }
    }
}
