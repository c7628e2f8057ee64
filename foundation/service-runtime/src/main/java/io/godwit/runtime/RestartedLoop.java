package io.godwit.runtime;

import io.godwit.model.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does work that is never done and begins again after a pause when it fails; what is wrong is there for health to see
/// until the work is up again. For background work that consists of several independent pieces, such as one for each
/// database, of which none may hold up the others.
public final class RestartedLoop {
    /// The work; calls [Running#well()] when it is up.
    @FunctionalInterface
    public interface Work {
        /// Works until the thread is interrupted. Called again, on the same object, after it has thrown.
        void run(Running running) throws Exception;
    }

    /// Lets the work tell that it is up.
    @FunctionalInterface
    public interface Running {
        /// Called as often as one likes.
        void well();
    }

    private static final Logger LOG = LoggerFactory.getLogger(RestartedLoop.class);
    private static final RetryPolicy PAUSES =
            new RetryPolicy(RetryPolicy.WITHOUT_END, Duration.ofSeconds(1), Duration.ofSeconds(10));

    private final String name;
    private final Work work;
    private volatile Optional<String> problem;
    private volatile boolean wasWell;

    public RestartedLoop(String name, Work work) {
        this.name = name;
        this.work = work;
        this.problem = Optional.of("is starting");
    }

    /// What it does, for the log.
    public String name() {
        return name;
    }

    /// What is wrong now, for people; empty while the work is up.
    public Optional<String> problem() {
        return problem;
    }

    /// Returns when the thread is interrupted.
    public void run() {
        int failures = 0;
        while (!Thread.currentThread().isInterrupted()) {
            wasWell = false;
            try {
                work.run(this::well);
                return;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (Exception failure) {
                ProgramFiles.endIfReplaced(failure);
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
        if (problem.filter(message::equals).isPresent()) {
            LOG.debug("{}: still {}", name, message);
        } else if (failure instanceof Problem || failure instanceof java.sql.SQLException) {
            LOG.warn("{}: {} (trying again in {} ms)", name, message, pause.toMillis());
        } else {
            LOG.warn("{} failed (trying again in {} ms)", name, pause.toMillis(), failure);
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
