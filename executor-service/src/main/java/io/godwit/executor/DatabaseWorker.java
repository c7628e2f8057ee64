package io.godwit.executor;

import io.godwit.events.MigrationProgress;
import io.godwit.events.ProgressState;
import io.godwit.events.Stage;
import io.godwit.executor.ledger.Fence;
import io.godwit.executor.ledger.FencedOff;
import io.godwit.executor.ledger.LedgerMigration;
import io.godwit.executor.ledger.LedgerSchema;
import io.godwit.executor.ledger.Migrations;
import io.godwit.executor.ledger.Outbox;
import io.godwit.executor.step.DirectConnection;
import io.godwit.migrationevents.ProgressEvents;
import io.godwit.model.MigrationId;
import io.godwit.model.Problem;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.runtime.EventPublisher;
import io.godwit.runtime.MigrationLogging;
import io.godwit.schemas.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works for one database: becomes its executor when no other is, and carries its migrations on from what the ledger
/// says, one at a time. A database that cannot be reached is tried again, and keeps nobody else waiting.
final class DatabaseWorker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWorker.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    /// What fails sooner than this fails again: the pauses grow.
    private static final Duration WORKED = Duration.ofSeconds(2);

    private final TargetDatabase target;
    private final Precedence precedence;
    private final ExecutorSettings settings;
    private final EventPublisher publisher;
    private final Bell bell;
    private final Map<MigrationId, String> toldToWait = new HashMap<>();
    private volatile String problem = "has not connected yet";
    private volatile Optional<MigrationId> current = Optional.empty();

    /// @param precedence what a migration waits for in other databases
    DatabaseWorker(
            TargetDatabase target,
            Precedence precedence,
            ExecutorSettings settings,
            EventPublisher publisher,
            Bell bell) {
        this.target = target;
        this.precedence = precedence;
        this.settings = settings;
        this.publisher = publisher;
        this.bell = bell;
    }

    /// What keeps it from working; empty if nothing does.
    Optional<String> problem() {
        return Optional.of(problem).filter(text -> !text.isEmpty());
    }

    /// Until interrupted.
    @Override
    public void run() {
        Duration pause = FIRST_PAUSE;
        while (!Thread.currentThread().isInterrupted()) {
            long begun = System.nanoTime();
            try (Connection guard = target.connections().open("godwit executor guard")) {
                DirectConnection.prove(target.connections(), guard);
                LedgerSchema.upgrade(guard);
                Fence fence = becomeExecutor(guard);
                begun = System.nanoTime();
                work(guard, fence);
            } catch (InterruptedException stop) {
                return;
            } catch (FencedOff fencedOff) {
                LOG.warn("Database {}: {}", target.name(), fencedOff.getMessage());
            } catch (SQLException failure) {
                tell(String.valueOf(target.problem(failure).getMessage()));
            } catch (Problem failure) {
                tell(String.valueOf(failure.getMessage()));
            } catch (RuntimeException defect) {
                LOG.error("Database {}: a defect of the executor", target.name(), defect);
                tell("a defect of the executor keeps it from working: " + defect);
            }
            if (System.nanoTime() - begun > WORKED.toNanos()) {
                pause = FIRST_PAUSE;
            }
            if (!rested(pause)) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /// Waits while another instance is the executor.
    private Fence becomeExecutor(Connection guard) throws SQLException, InterruptedException {
        while (true) {
            Optional<Fence> taken = ExecutorLock.tryTake(guard);
            problem = "";
            if (taken.isPresent()) {
                LOG.info(
                        "Executes for database {} with fence {}",
                        target.name(),
                        taken.get().token());
                return taken.get();
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private void work(Connection guard, Fence fence) throws SQLException, InterruptedException {
        Thread outbox =
                Thread.ofVirtual().name("outbox " + target.name()).start(new OutboxPublisher(target, publisher));
        Thread line = Thread.ofVirtual().name("line " + target.name()).start(new WaitingLine(target, this::publish));
        try {
            while (true) {
                Optional<LedgerMigration> next = next(guard);
                if (next.isEmpty()) {
                    bell.await(target.name(), BETWEEN_LOOKS);
                } else {
                    run(next.get().id(), fence);
                }
            }
        } finally {
            outbox.interrupt();
            line.interrupt();
        }
    }

    private void run(MigrationId id, Fence fence) throws SQLException {
        current = Optional.of(id);
        try (MigrationLogging.Scope _ = MigrationLogging.during(id)) {
            LOG.info("Carries on migration {} of database {}", id, target.name());
            new MigrationRun(
                            target.ledger(),
                            target.connections(),
                            fence,
                            connection -> CatalogReader.read(connection).hash(),
                            settings.steps(target.name()),
                            settings.windows(),
                            precedence,
                            Clock.systemUTC(),
                            this::publish)
                    .run(id);
        }
        current = Optional.empty();
    }

    private Optional<LedgerMigration> next(Connection guard) throws SQLException {
        NextMigration turn = NextMigration.among(Migrations.unfinished(guard), precedence);
        if (turn.waiting().isPresent()) {
            tellToWait(guard, turn.waiting().get().id(), turn.why());
        }
        return turn.next();
    }

    /// After what the ledger has decided is published: the latest word is the one that `status` shows.
    private void tellToWait(Connection guard, MigrationId waiting, String why) throws SQLException {
        if (!why.equals(toldToWait.get(waiting)) && Outbox.waiting(guard).isEmpty()) {
            toldToWait.put(waiting, why);
            progress(waiting, ProgressState.RUNNING, why);
        }
    }

    private void tell(String now) {
        if (!now.equals(problem)) {
            LOG.warn("Database {}: {}", target.name(), now);
            current.ifPresent(id -> progress(id, ProgressState.BLOCKED, "Goes on when the database is there: " + now));
            problem = now;
        }
    }

    private void progress(MigrationId id, ProgressState state, String message) {
        publish(ProgressEvents.progress(id, target.name(), Stage.APPLY, state, message));
    }

    /// Progress is told if it can be: a broker that is away does not stop a migration.
    private void publish(MigrationProgress progress) {
        try {
            publisher.publish(Topic.MIGRATION_PROGRESS, target.name().value(), progress);
        } catch (Problem unheard) {
            LOG.info("Progress is not heard: {}: {}", progress.getMessage(), unheard.getMessage());
        }
    }

    private static boolean rested(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException stop) {
            return false;
        }
    }
}
