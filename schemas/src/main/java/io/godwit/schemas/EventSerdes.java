package io.godwit.schemas;

import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroDeserializerConfig;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/// Writes and reads events in the Confluent wire format, through the Confluent client.
public final class EventSerdes {
    static {
        TrustedEvents.trust();
    }

    private final Map<String, Object> settings;

    private EventSerdes(Map<String, Object> settings) {
        this.settings = settings;
    }

    /// Serdes that use a schema registry.
    ///
    /// @param registryUrl the registry's Confluent-compatible address, for example `http://host:8081`;
    /// `mock://scope` keeps the schemas in memory
    public static EventSerdes of(String registryUrl) {
        return of(registryUrl, Map.of());
    }

    /// Serdes that use a schema registry.
    ///
    /// @param registryUrl the registry's Confluent-compatible address
    /// @param more        further settings of the Confluent client, for example `basic.auth.user.info` or
    /// `auto.register.schemas`
    public static EventSerdes of(String registryUrl, Map<String, ?> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put(AbstractKafkaSchemaSerDeConfig.SCHEMA_REGISTRY_URL_CONFIG, registryUrl);
        settings.put(KafkaAvroDeserializerConfig.SPECIFIC_AVRO_READER_CONFIG, true);
        return new EventSerdes(Map.copyOf(settings));
    }

    /// A serializer for any event. Not safe for use by several threads at once.
    public Serializer<SpecificRecord> serializer() {
        return serializerOf();
    }

    /// A deserializer for one topic's events. Not safe for use by several threads at once.
    public <T extends SpecificRecord> Deserializer<T> deserializer(Topic<T> topic) {
        Deserializer<Object> any = new KafkaAvroDeserializer();
        any.configure(settings, false);
        return (name, bytes) -> topic.eventType().cast(any.deserialize(name, bytes));
    }

    /// A serde for one topic's events, for Kafka Streams.
    public <T extends SpecificRecord> Serde<T> serde(Topic<T> topic) {
        return Serdes.serdeFrom(serializerOf(), deserializer(topic));
    }

    private <T extends SpecificRecord> Serializer<T> serializerOf() {
        Serializer<Object> any = new KafkaAvroSerializer();
        any.configure(settings, false);
        return any::serialize;
    }
}
