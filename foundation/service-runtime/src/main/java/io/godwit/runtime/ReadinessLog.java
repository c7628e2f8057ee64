package io.godwit.runtime;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says once when a service has become ready, and until then what it waits for, each reason once.
///
/// @param begun when the start began, as [System#nanoTime()]
record ReadinessLog(String service, HealthChecks checks, long begun) {
    private static final Logger log = LoggerFactory.getLogger(ReadinessLog.class);
    private static final RetryPolicy LOOKS =
            new RetryPolicy(RetryPolicy.WITHOUT_END, Duration.ofMillis(100), Duration.ofSeconds(5));
    private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();

    /// Returns when the service is ready.
    void follow() throws InterruptedException {
        String told = "";
        for (int look = 1; ; look++) {
            String missing = checks.problems();
            long waited = System.nanoTime() - begun;
            if (missing.isEmpty()) {
                log.info("{} is ready after {} ms", service, waited / 1_000_000);
                return;
            }
            if (waited > PATIENCE_NANOS && !missing.equals(told)) {
                log.warn("{} is not ready: {}", service, missing);
                told = missing;
            }
            Thread.sleep(LOOKS.pauseAfter(Math.max(1, look - 10), java.util.random.RandomGenerator.getDefault()));
        }
    }
}
