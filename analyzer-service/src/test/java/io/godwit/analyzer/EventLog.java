package io.godwit.analyzer;

import io.godwit.schemas.EventSerdes;
import io.godwit.schemas.Topic;
import io.godwit.schemas.TopicCatalogue;
import io.godwit.stack.test.Patience;
import io.godwit.stack.test.TestStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Writes and reads the shared broker's topics as an outside subscriber does.
final class EventLog implements AutoCloseable {
    private final EventSerdes serdes = EventSerdes.of(TestStack.registryUrl());
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestStack.kafka()), new ByteArraySerializer(), new ByteArraySerializer());

    EventLog() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestStack.kafka()))) {
            TopicCatalogue.createMissing(admin, (short) 1);
        }
    }

    <T extends SpecificRecord> void publish(Topic<T> topic, String key, T event)
            throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(
                        topic.name(),
                        key.getBytes(StandardCharsets.UTF_8),
                        serdes.serializer().serialize(topic.name(), event)))
                .get();
    }

    /// The first committed event that is wanted, waiting for it.
    <T extends SpecificRecord> T first(Topic<T> topic, Predicate<T> wanted) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", TestStack.kafka(), "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + Patience.LONGEST.toNanos();
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    T event = serdes.deserializer(topic).deserialize(topic.name(), record.value());
                    if (wanted.test(event)) {
                        return event;
                    }
                }
            }
            throw new AssertionError("no such event on " + topic.name() + " within " + Patience.LONGEST);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
