package io.godwit.shadow.plan;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at another session's locks again and again, for statements that run outside a transaction block. A lock held
/// only for a moment may be missed.
final class LockWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LockWatch.class);
    private static final long PAUSE_MILLIS = 2;

    private final Map<ObjectName, LockMode> seen = new TreeMap<>();
    private final Thread thread;
    private volatile boolean done;

    LockWatch(Connection looking, Relations relations, int backend) {
        thread = Thread.ofVirtual().name("lock-watch").start(() -> watch(looking, relations, backend));
    }

    private void watch(Connection looking, Relations relations, int backend) {
        try {
            while (!done) {
                relations
                        .locksOf(looking, backend)
                        .forEach((relation, mode) -> seen.merge(relation, mode, Relations::stronger));
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (SQLException problem) {
            log.warn("Locks could not be watched: {}", problem.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// What was seen. Call it after [#close].
    Map<ObjectName, LockMode> seen() {
        return seen;
    }

    @Override
    public void close() {
        done = true;
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
