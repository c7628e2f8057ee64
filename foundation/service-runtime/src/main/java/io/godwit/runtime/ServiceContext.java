package io.godwit.runtime;

import io.godwit.model.DatabaseName;
import io.godwit.schemas.EventSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What the runtime gives a service's parts to work with.
public interface ServiceContext {
    /// The configuration, already checked.
    Settings settings();

    /// The databases the service is responsible for, in the configured order; may be empty.
    Map<DatabaseName, DatabaseSettings> databases();

    /// Publishes outside the handlers' transactions.
    EventPublisher publisher();

    /// Writes and reads events with the configured registry.
    EventSerdes serdes();

    /// The client properties for a Kafka client of the service's own, for example Streams: `bootstrap.servers` and
    /// every `kafka.` key without that prefix.
    Map<String, Object> kafka();

    /// Where the service's own meters go; shown at `/metrics`.
    MeterRegistry meters();

    /// Where the service's own checks go; shown at `/health/ready`.
    Health health();

    /// The dead letter about a record that a Kafka client of the service's own could not read; that client sends it.
    ///
    /// @throws io.godwit.model.Problem `REGISTRY_UNAVAILABLE` if that is why, which is no fault of the record
    ProducerRecord<byte[], byte[]> deadLetter(ConsumerRecord<byte[], byte[]> record, Exception failure);
}
