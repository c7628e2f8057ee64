package io.godwit.runtime;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a piece of background work going until the service stops.
final class BackgroundLoop implements Health.Check {
    private static final Logger log = LoggerFactory.getLogger(BackgroundLoop.class);
    private static final Duration LASTED = Duration.ofMinutes(1);
    private static final RetryPolicy PAUSES =
            new RetryPolicy(RetryPolicy.WITHOUT_END, Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final String name;
    private final BackgroundWork work;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile String problem = "";

    BackgroundLoop(String name, BackgroundWork work) {
        this.name = name;
        this.work = work;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    String name() {
        return name;
    }

    void start() {
        thread.start();
    }

    /// Closes the work, interrupts it and waits for its end.
    void stop(Duration grace) throws InterruptedException {
        stopping = true;
        try {
            work.close();
        } catch (RuntimeException failure) {
            log.warn("{} could not be closed", name, failure);
        }
        thread.interrupt();
        if (thread.isAlive() && !thread.join(grace)) {
            log.warn("{} did not end within {} ms", name, grace.toMillis());
        }
    }

    @Override
    public Optional<String> problem() {
        return Optional.of(problem).filter(text -> !text.isEmpty());
    }

    /// Work that lasted before it failed begins again with the short pauses.
    private void run() {
        try {
            while (!stopping && !new Retry(PAUSES).call(this::runOnce, this::attemptsFor, this::failed)) {
                log.info("{} is run again", name);
            }
        } catch (Exception end) {
            if (!stopping) {
                log.error("{} ended", name, end);
                problem = name + " ended: " + end;
            }
        }
    }

    /// @return whether it is done for good
    private boolean runOnce() throws Exception {
        long begun = System.nanoTime();
        try {
            problem = "";
            work.run();
            return true;
        } catch (InterruptedException interrupted) {
            if (stopping) {
                return true;
            }
            throw new IllegalStateException(name + " was interrupted, though not by the service", interrupted);
        } catch (Exception failure) {
            if (stopping || System.nanoTime() - begun < LASTED.toNanos()) {
                throw failure;
            }
            failed(1, failure, PAUSES.first());
            Thread.sleep(PAUSES.first());
            return false;
        }
    }

    private int attemptsFor(Exception failure) {
        return stopping ? 1 : RetryPolicy.WITHOUT_END;
    }

    private void failed(int attempt, Exception failure, Duration pause) {
        problem = name + " failed and is run again: " + failure.getMessage();
        log.error("{} failed (attempt {}) and is run again in {} ms", name, attempt, pause.toMillis(), failure);
    }
}
