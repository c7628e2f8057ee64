package io.godwit.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.godwit.events.DeadLetter;
import io.godwit.events.MigrationProgress;
import io.godwit.events.ProgressState;
import io.godwit.events.Stage;
import io.godwit.schemas.EventSerdes;
import io.godwit.schemas.Topic;
import io.godwit.stack.test.Patience;
import io.godwit.stack.test.TestStack;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;

/// An input and an output topic of a test's own on the shared broker, and a service name that nobody else uses.
final class TestTopics implements AutoCloseable {
    final String service = "test-" + UUID.randomUUID();
    final Topic<MigrationProgress> input;
    final Topic<MigrationProgress> output;
    private final EventSerdes serdes = EventSerdes.of(TestStack.registryUrl());
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestStack.kafka()), new ByteArraySerializer(), new ByteArraySerializer());
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", TestStack.kafka()));

    TestTopics(int partitions) throws ExecutionException, InterruptedException {
        this.input = topic("in", partitions);
        this.output = topic("out", 1);
        admin.createTopics(List.of(input.asNewTopic((short) 1), output.asNewTopic((short) 1)))
                .all()
                .get();
    }

    private Topic<MigrationProgress> topic(String role, int partitions) {
        return new Topic<>(
                service + "-" + role, "database", partitions, Optional.empty(), MigrationProgress.class, "A test's.");
    }

    /// Settings that reach the shared stack, with quick retries; further ones as keys and values.
    Map<String, String> settings(String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "kafka.bootstrap.servers", TestStack.kafka(),
                "schema.registry.url", TestStack.registryUrl(),
                "retry.attempts", "3",
                "retry.delay", "5ms",
                "shutdown.grace", "5s"));
        for (int at = 0; at < more.length; at += 2) {
            settings.put(more[at], more[at + 1]);
        }
        return settings;
    }

    /// Lets the broker refuse larger batches for the output topic.
    void limitOutput(int bytes) throws ExecutionException, InterruptedException {
        AlterConfigOp limit = new AlterConfigOp(
                new ConfigEntry("max.message.bytes", String.valueOf(bytes)), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(
                        Map.of(new ConfigResource(ConfigResource.Type.TOPIC, output.name()), List.of(limit)))
                .all()
                .get();
    }

    static MigrationProgress event(String message) {
        return MigrationProgress.newBuilder()
                .setMigrationId(UUID.nameUUIDFromBytes(message.getBytes(UTF_8)))
                .setDatabase("shop")
                .setStage(Stage.APPLY)
                .setState(ProgressState.RUNNING)
                .setMessage(message)
                .setAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    OutgoingEvent<MigrationProgress> answer(String message) {
        return new OutgoingEvent<>(output, "shop", event(message));
    }

    void publish(int partition, String... messages) throws ExecutionException, InterruptedException {
        for (String message : messages) {
            publish(new ProducerRecord<>(input.name(), partition, null, bytes(message)));
        }
    }

    byte[] bytes(String message) {
        return serdes.serializer().serialize(input.name(), event(message));
    }

    void publish(ProducerRecord<byte[], byte[]> record) throws ExecutionException, InterruptedException {
        producer.send(record).get();
    }

    /// The messages on the output topic, once there are that many; all there are if there are more.
    List<String> answers(int count) {
        return outputRecords(count).stream()
                .map(record -> serdes.deserializer(output).deserialize(output.name(), record.value()))
                .map(MigrationProgress::getMessage)
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> outputRecords(int count) {
        return read(output, count, _ -> true);
    }

    /// This service's dead letters.
    List<DeadLetter> deadLetters(int count) {
        Deserializer<DeadLetter> reader = serdes.deserializer(Topic.DEAD_LETTERS);
        return read(Topic.DEAD_LETTERS, count, record -> input.name().equals(new String(record.key(), UTF_8))).stream()
                .map(record -> reader.deserialize(Topic.DEAD_LETTERS.name(), record.value()))
                .toList();
    }

    /// The offset the service has committed, a transaction that is just being committed included; 0 before the first
    /// commit.
    long committed(int partition) throws ExecutionException, InterruptedException {
        return Optional.ofNullable(admin.listConsumerGroupOffsets(
                                "godwit-" + service, new ListConsumerGroupOffsetsOptions().requireStable(true))
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .get(new TopicPartition(input.name(), partition)))
                .map(offset -> offset.offset())
                .orElse(0L);
    }

    private <T extends SpecificRecord> List<ConsumerRecord<byte[], byte[]>> read(
            Topic<T> topic, int count, java.util.function.Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", TestStack.kafka(), "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic.name(), 0);
            consumer.assign(Set.of(partition));
            consumer.seekToBeginning(Set.of(partition));
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            long deadline = System.nanoTime() + Patience.LONGEST.toNanos();
            boolean atEnd = false;
            while ((records.size() < count || !atEnd) && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (wanted.test(record)) {
                        records.add(record);
                    }
                });
                atEnd = consumer.currentLag(partition).orElse(1) == 0;
            }
            return records;
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
