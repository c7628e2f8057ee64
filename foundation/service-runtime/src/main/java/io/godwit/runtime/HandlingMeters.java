package io.godwit.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what becomes of records.
final class HandlingMeters {
    private static final String TOPIC = "topic";

    private final MeterRegistry registry;
    private final AtomicLong lag;

    HandlingMeters(MeterRegistry registry) {
        this.registry = registry;
        this.lag = registry.gauge("godwit.consumer.lag", new AtomicLong());
    }

    /// Times an attempt, and counts it if it fails.
    <R> R timed(String topic, Callable<R> attempt) throws Exception {
        long begun = System.nanoTime();
        try {
            return attempt.call();
        } catch (Exception failure) {
            registry.counter(
                            "godwit.record.failures",
                            TOPIC,
                            topic,
                            "code",
                            Failure.of(failure).code())
                    .increment();
            throw failure;
        } finally {
            registry.timer("godwit.record.handling", TOPIC, topic).record(Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    void committed(String topic) {
        registry.counter("godwit.records.handled", TOPIC, topic).increment();
    }

    void retry(String topic) {
        registry.counter("godwit.record.retries", TOPIC, topic).increment();
    }

    void deadLetter(String topic) {
        registry.counter("godwit.dead.letters", TOPIC, topic).increment();
    }

    /// @param records how many records of the assigned partitions are still to be read
    void lag(long records) {
        lag.set(records);
    }
}
