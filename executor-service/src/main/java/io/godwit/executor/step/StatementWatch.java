package io.godwit.executor.step;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches one session from a second connection while it runs a statement: names who keeps it waiting, adds up how long
/// it waits, counts the clients it keeps waiting, and breaks the statement off when a command wants otherwise.
final class StatementWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatementWatch.class);
    private static final Duration FIRST_LOOK = Duration.ofMillis(40);
    private static final Duration NEXT_LOOK = Duration.ofMillis(200);
    private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

    private final Connection connection;
    private final int watchedPid;
    private final Control control;
    private final StepReport report;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private Optional<IndexWatch> index = Optional.empty();
    private long lookAt;
    private long lookedAt;
    private boolean watching;
    private boolean closed;
    private long waitedNanos;
    private long toldAt;
    private int mostBlockedClients;
    private List<Blocker> latest = List.of();

    StatementWatch(Connections connections, int watchedPid, Control control, StepReport report) throws SQLException {
        this.connection = connections.open(StepSession.APPLICATION_NAME + " watch");
        OwnSettings.apply(connection);
        this.watchedPid = watchedPid;
        this.control = control;
        this.report = report;
        this.thread = Thread.ofVirtual().name("statement-watch").start(this::watch);
    }

    /// From here on the session runs a statement.
    void begin() {
        begin(Optional.empty(), FIRST_LOOK);
    }

    /// From here on the session runs a statement that is expected to end within some 100 ms: it is looked at only if it
    /// does not.
    void beginShort() {
        begin(Optional.empty(), NEXT_LOOK);
    }

    /// From here on the session builds an index.
    void begin(IndexWatch built) {
        begin(Optional.of(built), FIRST_LOOK);
    }

    private void begin(Optional<IndexWatch> built, Duration untilLook) {
        lock.lock();
        try {
            index = built;
            watching = true;
            waitedNanos = 0;
            latest = List.of();
            toldAt = System.nanoTime();
            lookedAt = toldAt;
            lookAt = toldAt + untilLook.toNanos();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The session's statement has ended.
    ///
    /// @return how long it was seen waiting, to within some 200 ms
    Duration end() {
        lock.lock();
        try {
            watching = false;
            return Duration.ofNanos(waitedNanos);
        } finally {
            lock.unlock();
        }
    }

    /// Whoever was seen last to keep the statement waiting.
    List<Blocker> latest() {
        lock.lock();
        try {
            return latest;
        } finally {
            lock.unlock();
        }
    }

    /// The most clients that were seen waiting for the session at one time.
    int mostBlockedClients() {
        lock.lock();
        try {
            return mostBlockedClients;
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        lock.lock();
        try {
            while (!closed) {
                long left = lookAt - System.nanoTime();
                if (!watching) {
                    changed.await();
                } else if (left > 0) {
                    changed.awaitNanos(left);
                } else {
                    look();
                    lookAt = System.nanoTime() + NEXT_LOOK.toNanos();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (SQLException failure) {
            LOG.warn("Who blocks pid {} cannot be seen any more: {}", watchedPid, failure.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private void look() throws SQLException {
        long sinceLastLook = System.nanoTime() - lookedAt;
        lookedAt = System.nanoTime();
        if (!control.mayGoOn(connection)) {
            LOG.info("Breaks off the statement of pid {}: a command wants otherwise", watchedPid);
            Backends.cancel(connection, watchedPid);
            return;
        }
        mostBlockedClients = Math.max(mostBlockedClients, Blockers.blockedBy(connection, watchedPid));
        List<Blocker> blockers = Blockers.of(connection, watchedPid);
        if (index.isPresent()) {
            index.get().look(connection, watchedPid, blockers);
        }
        if (blockers.isEmpty()) {
            return;
        }
        waitedNanos += sinceLastLook;
        latest = blockers;
        if (System.nanoTime() - toldAt > WORTH_TELLING.toNanos()) {
            toldAt = System.nanoTime();
            report.blocked("Waits for " + blockers.getFirst(), blockers);
        }
    }

    @Override
    public void close() throws SQLException {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
        connection.close();
    }
}
