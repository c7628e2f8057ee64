package io.godwit.benchmarks.pattern;

import io.godwit.stack.DatabaseAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Clients that read and change single rows of the table, as `pgbench` does, each statement by itself.
/// They know what the deployed code knows; a statement that fails is counted.
final class Clients implements AutoCloseable {
    private static final int CLIENTS = 4;
    private static final long PAUSE_NANOS = 2_000_000;

    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong longest = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private volatile Code code;
    private final List<Thread> threads = new ArrayList<>();

    private Clients(Code code) {
        this.code = code;
    }

    static Clients start(DatabaseAddress server, String database, long rows, Code code) {
        Clients clients = new Clients(code);
        for (int i = 0; i < CLIENTS; i++) {
            clients.threads.add(Thread.ofVirtual().start(() -> clients.work(server, database, rows)));
        }
        return clients;
    }

    /// Deploys code that knows other names.
    void deploy(Code other) {
        code = other;
    }

    /// The longest time a statement has taken since the last question.
    Duration longest() {
        return Duration.ofNanos(longest.getAndSet(0));
    }

    long failed() {
        return failed.getAndSet(0);
    }

    long done() {
        return done.get();
    }

    private void work(DatabaseAddress server, String database, long rows) {
        while (!ended.get()) {
            Code known = code;
            try (Connection connection = server.connect(database);
                    PreparedStatement change = connection.prepareStatement(known.change());
                    PreparedStatement read = connection.prepareStatement(known.read())) {
                while (!ended.get() && known.equals(code)) {
                    long id = ThreadLocalRandom.current().nextLong(rows) + 1;
                    timed(change, id);
                    timed(read, id);
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            } catch (SQLException problem) {
                failed.incrementAndGet();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void timed(PreparedStatement statement, long id) throws SQLException {
        long began = System.nanoTime();
        try {
            statement.setLong(1, id);
            statement.execute();
            done.incrementAndGet();
        } finally {
            long took = System.nanoTime() - began;
            longest.accumulateAndGet(took, Math::max);
        }
    }

    @Override
    public void close() {
        ended.set(true);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
