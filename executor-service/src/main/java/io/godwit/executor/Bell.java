package io.godwit.executor;

import io.godwit.model.DatabaseName;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes a database's worker when its ledger has changed. Only saves time: the worker looks by itself every so often,
/// because another instance may have written.
final class Bell {
    private final Map<DatabaseName, Semaphore> rings = new ConcurrentHashMap<>();

    void ring(DatabaseName database) {
        rings(database).release();
    }

    /// Waits for a ring, but not longer than that.
    void await(DatabaseName database, Duration longest) throws InterruptedException {
        Semaphore semaphore = rings(database);
        if (semaphore.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            semaphore.drainPermits();
        }
    }

    private Semaphore rings(DatabaseName database) {
        return rings.computeIfAbsent(database, _ -> new Semaphore(0));
    }
}
