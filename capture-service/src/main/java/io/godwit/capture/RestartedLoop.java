package io.godwit.capture;

import io.godwit.model.Problem;
import io.godwit.runtime.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does work that is never done, on a thread of its own, and begins again after a pause when it fails. What
/// is wrong is
/// there for health to see until the work runs again.
final class RestartedLoop {
    /// The work; calls [Running#well()] when it is up.
    @FunctionalInterface
    interface Work {
        void run(Running running) throws Exception;
    }

    /// Lets the work tell that it is up.
    @FunctionalInterface
    interface Running {
        void well();
    }

    private static final Logger LOG = LoggerFactory.getLogger(RestartedLoop.class);
    private static final RetryPolicy PAUSES =
            new RetryPolicy(RetryPolicy.WITHOUT_END, Duration.ofSeconds(1), Duration.ofSeconds(10));

    private final String name;
    private final Work work;
    private volatile Optional<String> problem;
    private volatile boolean wasWell;

    RestartedLoop(String name, Work work) {
        this.name = name;
        this.work = work;
        this.problem = Optional.of("is starting");
    }

    /// What is wrong now; empty while the work is up.
    Optional<String> problem() {
        return problem;
    }

    /// Returns when the thread is interrupted.
    void run() {
        int failures = 0;
        while (!Thread.currentThread().isInterrupted()) {
            wasWell = false;
            try {
                work.run(this::well);
                return;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (Exception failure) {
                failures = wasWell ? 1 : failures + 1;
                if (!pauseAfter(failures, failure)) {
                    return;
                }
            }
        }
    }

    private void well() {
        if (problem.isPresent()) {
            LOG.info("{} is running", name);
        }
        wasWell = true;
        problem = Optional.empty();
    }

    /// False if interrupted.
    private boolean pauseAfter(int failures, Exception failure) {
        if (Thread.currentThread().isInterrupted()) {
            return false;
        }
        String message = String.valueOf(failure.getMessage());
        Duration pause = PAUSES.pauseAfter(failures, RandomGenerator.getDefault());
        if (failure instanceof Problem || failure instanceof java.sql.SQLException) {
            LOG.warn("{}: {}. Trying again in {} ms.", name, message, pause.toMillis());
        } else {
            LOG.warn("{} failed. Trying again in {} ms.", name, pause.toMillis(), failure);
        }
        problem = Optional.of(message);
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
