package io.godwit.cli.events;

import io.godwit.schemas.EventSerdes;
import io.godwit.schemas.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/// Turns records' bytes into events. For one thread.
final class EventDecoder {
    private final EventSerdes serdes;
    private final Map<Topic<?>, Deserializer<? extends SpecificRecord>> byTopic = new HashMap<>();

    EventDecoder(Addresses addresses) {
        serdes = EventSerdes.of(addresses.schemaRegistry(), addresses.registry());
    }

    /// @throws RuntimeException if the bytes are not an event of the topic
    SpecificRecord decode(Topic<?> topic, byte[] value) {
        return Optional.<SpecificRecord>ofNullable(
                        byTopic.computeIfAbsent(topic, serdes::deserializer).deserialize(topic.name(), value))
                .orElseThrow(() -> new IllegalArgumentException("the record has no value"));
    }
}
