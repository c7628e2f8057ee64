package io.godwit.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a piece of background work going until the service stops.
final class BackgroundLoop implements Health.Check {
    private static final Logger log = LoggerFactory.getLogger(BackgroundLoop.class);
    private static final RetryPolicy PAUSES =
            new RetryPolicy(RetryPolicy.WITHOUT_END, Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final String name;
    private final BackgroundWork work;
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);
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
        stop.countDown();
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

    private void run() {
        try {
            new Perpetual(PAUSES, this::pause, this::isStopping, this::failed).run(() -> {
                problem = "";
                work.run();
            });
        } catch (InterruptedException stopped) {
            log.debug("{} was interrupted in a pause", name, stopped);
        }
    }

    private void pause(Duration length) throws InterruptedException {
        boolean stopped = stop.await(length.toMillis(), TimeUnit.MILLISECONDS);
        log.debug("{} after a pause; stopping: {}", name, stopped);
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }

    private void failed(int attempt, Exception failure, Duration pause) {
        problem = name + " failed and is run again: " + failure.getMessage();
        log.error("{} failed (attempt {}) and is run again in {} ms", name, attempt, pause.toMillis(), failure);
    }
}
