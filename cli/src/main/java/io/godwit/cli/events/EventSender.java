package io.godwit.cli.events;

import io.godwit.model.Problem;
import io.godwit.schemas.EventSerdes;
import io.godwit.schemas.Topic;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/// Publishes events and waits until the broker has them.
public final class EventSender implements AutoCloseable {
    private final Addresses addresses;
    private final KafkaProducer<String, SpecificRecord> producer;

    public EventSender(Addresses addresses) {
        this.addresses = addresses;
        Map<String, Object> settings = addresses.clientSettings();
        settings.remove("default.api.timeout.ms");
        settings.put("acks", "all");
        settings.putIfAbsent("max.request.size", Topic.LARGEST_EVENT);
        settings.putIfAbsent("compression.type", "gzip");
        settings.put("max.block.ms", "15000");
        settings.put("delivery.timeout.ms", "30000");
        producer = new KafkaProducer<>(
                settings,
                new StringSerializer(),
                EventSerdes.of(addresses.schemaRegistry(), addresses.registry()).serializer());
    }

    /// @throws Problem ENVIRONMENT if the broker or the schema registry does not take the event
    public <T extends SpecificRecord> void publish(Topic<T> topic, String key, T event) {
        try {
            producer.send(new ProducerRecord<>(topic.name(), key, event)).get();
        } catch (ExecutionException | KafkaException problem) {
            throw Problem.environment(
                    "EVENT_NOT_PUBLISHED",
                    "Could not publish to " + topic.name() + " (broker " + addresses.bootstrapServers()
                            + ", schema registry " + addresses.schemaRegistry() + "): " + innermost(problem)
                            + ". Is the stack running?",
                    problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Problem.environment("INTERRUPTED", "Interrupted while publishing to " + topic.name(), interrupted);
        }
    }

    private static String innermost(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    @Override
    public void close() {
        producer.close();
    }
}
