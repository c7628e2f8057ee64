package io.godwit.runtime;

import io.godwit.model.Problem;
import io.godwit.schemas.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes through a producer of its own, made when it is first needed.
final class DirectPublisher implements EventPublisher, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DirectPublisher.class);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final EventBytes bytes;
    private final MeterRegistry meters;
    private final AtomicReference<@Nullable Exception> lost = new AtomicReference<>();
    private @Nullable Producer<byte[], byte[]> producer;

    DirectPublisher(Supplier<Producer<byte[], byte[]>> producers, EventBytes bytes, MeterRegistry meters) {
        this.producers = producers;
        this.bytes = bytes;
        this.meters = meters;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The callback sees what the future would.
    public <T extends SpecificRecord> void publish(Topic<T> topic, String key, T event) {
        ProducerRecord<byte[], byte[]> record =
                bytes.write(new OutgoingEvent<>(topic, key, event), TraceContext.current());
        try {
            producer().send(record, (_, failure) -> {
                if (failure != null) {
                    sendingFailed(topic, failure);
                }
            });
        } catch (KafkaException failure) {
            throw unavailable(failure);
        }
    }

    @Override
    public void flush() {
        Producer<byte[], byte[]> used;
        synchronized (this) {
            used = producer;
        }
        if (used == null) {
            return;
        }
        try {
            used.flush();
        } catch (KafkaException failure) {
            throw unavailable(failure);
        }
        Exception failure = lost.getAndSet(null);
        if (failure != null) {
            throw unavailable(failure);
        }
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(CLOSE);
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> ready = producer;
        if (ready == null) {
            ready = producers.get();
            producer = ready;
        }
        return ready;
    }

    private void sendingFailed(Topic<?> topic, Exception failure) {
        lost.set(failure);
        meters.counter("godwit.publishing.failures", "topic", topic.name()).increment();
        log.error("An event for {} was lost", topic.name(), failure);
    }

    private static Problem unavailable(Exception failure) {
        return Problem.environment(
                "PUBLISHING_FAILED",
                "An event could not be published (" + failure.getMessage() + "): check that the broker can be reached",
                failure);
    }
}
