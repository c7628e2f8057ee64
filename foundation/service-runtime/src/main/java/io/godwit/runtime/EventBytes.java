package io.godwit.runtime;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.godwit.model.Problem;
import io.godwit.schemas.EventSerdes;
import io.godwit.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Turns events into record bytes and back, for all threads of a service: the registry's answers are remembered once.
/// What goes wrong is a [Problem]: of the environment if the registry does not answer, of the input otherwise.
final class EventBytes {
    static final String UNAVAILABLE = "REGISTRY_UNAVAILABLE";
    static final String TOO_LARGE = "EVENT_TOO_LARGE";

    /// What a record needs beside key and value; generous.
    private static final int RECORD_OVERHEAD = 1024;

    /// Answers of a registry that somebody can correct without touching the event: timeout, too many requests, not
    /// authenticated, not allowed.
    private static final Set<Integer> PASSING_STATUS = Set.of(401, 403, 408, 429);

    private final EventSerdes serdes;
    private final Serializer<SpecificRecord> serializer;
    private final Map<Topic<?>, Deserializer<?>> deserializers = new HashMap<>();
    private final int largestRecord;

    /// @param largestRecord the producers' `max.request.size`, in bytes
    EventBytes(EventSerdes serdes, int largestRecord) {
        this.serdes = serdes;
        this.serializer = serdes.serializer();
        this.largestRecord = largestRecord;
    }

    /// @throws Problem `EVENT_EMPTY`, `EVENT_UNREADABLE` (hopeless) or `REGISTRY_UNAVAILABLE`
    synchronized <T extends SpecificRecord> T read(Topic<T> topic, byte @Nullable [] bytes) {
        if (bytes == null || bytes.length == 0) {
            throw Problem.user(
                    "EVENT_EMPTY", "A record of " + topic.name() + " has no value: publish an event, not a tombstone");
        }
        try {
            return topic.eventType().cast(deserializer(topic).deserialize(topic.name(), bytes));
        } catch (RuntimeException failure) {
            throw unreadable(topic.name(), failure);
        }
    }

    /// Why a record cannot be read: `EVENT_UNREADABLE`, which no other attempt would change, or `REGISTRY_UNAVAILABLE`.
    Problem unreadable(String topic, Exception failure) {
        return registryProblem(
                failure,
                Problem.user(
                        "EVENT_UNREADABLE",
                        "A record of " + topic + " is no event of that topic in the Confluent Avro format ("
                                + innermost(failure)
                                + "): publish it with a Confluent Avro serializer and a schema of this topic",
                        failure));
    }

    /// The record of an event, continuing the trace.
    ///
    /// @throws Problem `EVENT_TOO_LARGE`, `EVENT_UNWRITABLE` (hopeless) or `REGISTRY_UNAVAILABLE`
    synchronized <T extends SpecificRecord> ProducerRecord<byte[], byte[]> write(
            OutgoingEvent<T> outgoing, TraceContext trace) {
        Topic<T> topic = outgoing.topic();
        byte[] key = outgoing.key().getBytes(StandardCharsets.UTF_8);
        byte[] value;
        try {
            value = serializer.serialize(topic.name(), outgoing.event());
        } catch (RuntimeException failure) {
            throw registryProblem(
                    failure,
                    Problem.internal(
                            "EVENT_UNWRITABLE",
                            "An event for " + topic.name() + " could not be written (" + innermost(failure)
                                    + "): the registry may hold another schema for this topic",
                            failure));
        }
        if ((long) key.length + value.length + RECORD_OVERHEAD > largestRecord) {
            throw Problem.user(
                    TOO_LARGE,
                    "An event for " + topic.name() + " has " + value.length
                            + " bytes, more than a record may have: make"
                            + " the change smaller, or raise kafka.max.request.size and the broker's message.max.bytes");
        }
        return new ProducerRecord<>(topic.name(), null, key, value, trace.headers());
    }

    @SuppressWarnings("unchecked")
    private <T extends SpecificRecord> Deserializer<T> deserializer(Topic<T> topic) {
        return (Deserializer<T>) deserializers.computeIfAbsent(topic, serdes::deserializer);
    }

    private static Problem registryProblem(Exception failure, Problem otherwise) {
        boolean unavailable = Failure.chain(failure).stream()
                .anyMatch(cause -> cause instanceof RestClientException answer
                        ? answer.getStatus() >= 500 || PASSING_STATUS.contains(answer.getStatus())
                        : Failure.isNetwork(cause));
        return unavailable
                ? Problem.environment(
                        UNAVAILABLE,
                        "The schema registry does not answer (" + innermost(failure)
                                + "): check that it runs and that schema.registry.url names it",
                        failure)
                : otherwise;
    }

    private static String innermost(Throwable failure) {
        Throwable last = Failure.chain(failure).getLast();
        return last.getClass().getSimpleName() + (last.getMessage() == null ? "" : ": " + last.getMessage());
    }
}
