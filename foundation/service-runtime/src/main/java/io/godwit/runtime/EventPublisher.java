package io.godwit.runtime;

import io.godwit.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;

/// Publishes events at once, outside a handler's transaction: progress, metrics, captured queries. Safe for use by
/// several threads at once.
public interface EventPublisher {
    /// Hands an event to the producer, which sends it in the background; events of one key stay in order. What could
    /// not be sent is logged, counted, and reported by the next [#flush()].
    ///
    /// @throws io.godwit.model.Problem if the event cannot be written: the registry does not answer or refuses the
    /// schema, or the event is too large for a record
    <T extends SpecificRecord> void publish(Topic<T> topic, String key, T event);

    /// Waits until everything published so far is on the broker.
    ///
    /// @throws io.godwit.model.Problem if an event published since the last call was lost
    void flush();
}
