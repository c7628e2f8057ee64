package io.godwit.analyzer.history;

import io.godwit.model.Problem;
import io.godwit.runtime.ServiceContext;
import io.godwit.schemas.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads parts of a topic again, outside any consumer group and beside the service's own place in it. Only committed
/// events are seen; records that are no events were given up when they came, and are passed over.
final class TopicReading<T extends SpecificRecord> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReading.class);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(20);

    private final Topic<T> topic;
    private final Deserializer<T> deserializer;
    private final KafkaConsumer<byte[], byte[]> consumer;

    private TopicReading(Topic<T> topic, Deserializer<T> deserializer, KafkaConsumer<byte[], byte[]> consumer) {
        this.topic = topic;
        this.deserializer = deserializer;
        this.consumer = consumer;
    }

    static <T extends SpecificRecord> TopicReading<T> of(Topic<T> topic, ServiceContext context) {
        Map<String, Object> properties = new HashMap<>(context.kafka());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "godwit-analyzer-history-" + topic.name());
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new TopicReading<>(
                topic,
                context.serdes().deserializer(topic),
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /// The offsets of each partition's first record and of the one to come.
    Map<TopicPartition, Span> spans() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        return partitions.stream()
                .collect(Collectors.toMap(
                        partition -> partition,
                        partition -> new Span(begins.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L))));
    }

    /// Hands on the events of a part of a partition, in their order.
    ///
    /// @throws Problem of the environment if the broker does not answer
    void read(TopicPartition partition, Span span, Consumer<T> events) {
        try {
            consumer.assign(List.of(partition));
            consumer.seek(partition, span.begin());
            long silent = System.nanoTime();
            while (consumer.position(partition) < span.end()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.offset() < span.end()) {
                        event(record, events);
                    }
                    silent = System.nanoTime();
                }
                if (System.nanoTime() - silent > LONGEST_SILENCE.toNanos()) {
                    throw unreadable(new KafkaException("nothing came for " + LONGEST_SILENCE));
                }
            }
        } catch (InterruptException stopping) {
            throw stopping;
        } catch (KafkaException problem) {
            throw unreadable(problem);
        }
    }

    private Problem unreadable(KafkaException cause) {
        return Problem.environment(
                "LOG_UNREADABLE",
                "The topic " + topic.name() + " could not be read again (" + cause.getMessage()
                        + "): check that the broker runs",
                cause);
    }

    private void event(ConsumerRecord<byte[], byte[]> record, Consumer<T> events) {
        T event;
        try {
            event = deserializer.deserialize(record.topic(), record.value());
        } catch (RuntimeException noEvent) {
            LOG.debug("Passed over offset {} of {}", record.offset(), record.topic(), noEvent);
            return;
        }
        events.accept(event);
    }

    @Override
    public void close() {
        deserializer.close();
        consumer.close();
    }

    /// @param begin first offset
    /// @param end   offset after the last
    record Span(long begin, long end) {}
}
