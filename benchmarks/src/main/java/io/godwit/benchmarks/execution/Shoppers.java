package io.godwit.benchmarks.execution;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// Clients that read and write single rows of the table `numbers`, some hundred statements a second, until closed.
final class Shoppers implements AutoCloseable {
    private static final int CLIENTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Target target;
    private final int rows;
    private final AtomicLong slowest = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Optional<SQLException>> failure = new AtomicReference<>(Optional.empty());
    private volatile boolean stopped;

    private Shoppers(Target target, int rows) {
        this.target = target;
        this.rows = rows;
    }

    static Shoppers start(Target target, int rows) {
        Shoppers shoppers = new Shoppers(target, rows);
        for (int number = 0; number < CLIENTS; number++) {
            Random random = new Random(number);
            shoppers.threads.add(Thread.ofPlatform().start(() -> shoppers.work(random)));
        }
        return shoppers;
    }

    /// From here on counts.
    void forget() {
        slowest.set(0);
    }

    /// @throws io.godwit.model.Problem if a client had to give up
    Duration slowest() {
        failure.get().ifPresent(problem -> {
            throw Target.failed(problem);
        });
        return Duration.ofNanos(slowest.get());
    }

    private void work(Random random) {
        try (Connection connection = target.connect();
                PreparedStatement read = connection.prepareStatement("SELECT note FROM numbers WHERE id = ?");
                PreparedStatement update = connection.prepareStatement("UPDATE numbers SET n = ? WHERE id = ?");
                PreparedStatement other = connection.prepareStatement("UPDATE numbers SET note = ? WHERE id = ?")) {
            while (!stopped) {
                long id = 1 + random.nextInt(rows);
                long began = System.nanoTime();
                switch (random.nextInt(3)) {
                    case 0 -> {
                        read.setLong(1, id);
                        read.executeQuery().close();
                    }
                    case 1 -> {
                        update.setInt(1, random.nextInt());
                        update.setLong(2, id);
                        update.executeUpdate();
                    }
                    default -> {
                        other.setString(1, "note " + id);
                        other.setLong(2, id);
                        other.executeUpdate();
                    }
                }
                slowest.accumulateAndGet(System.nanoTime() - began, Math::max);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (SQLException problem) {
            failure.set(Optional.of(problem));
        }
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
