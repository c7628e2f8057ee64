package io.godwit.runtime;

import io.godwit.events.CapturedQuery;
import io.godwit.schemas.EventSerdes;
import io.godwit.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what was captured of one database lately, without a consumer group: whoever asks reads for himself. Records
/// are
/// handed on one by one, because those of a busy day do not fit in memory.
public final class CapturedQueryReader {
    private static final Logger log = LoggerFactory.getLogger(CapturedQueryReader.class);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);
    /// What is fetched ahead is held in memory.
    private static final int FETCHED_BYTES = 4 << 20;

    private final Map<String, Object> kafka;
    private final EventSerdes serdes;

    public CapturedQueryReader(Map<String, Object> kafka, EventSerdes serdes) {
        this.kafka = kafka;
        this.serdes = serdes;
    }

    /// @param database the database's name
    /// @param since    records published earlier are left out
    /// @param most     how many of the latest records are looked at, in each partition
    /// @param taker    given each record; those of a session in order, sessions mixed
    public void read(String database, Instant since, long most, Consumer<CapturedQuery> taker) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCHED_BYTES);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.CAPTURED_QUERIES.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            handOn(consumer, seek(consumer, partitions, since, most), database, taker);
        }
    }

    /// Goes to where reading begins, and says where it ends.
    private static Map<TopicPartition, Long> seek(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Instant since, long most) {
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> atTime = consumer.offsetsForTimes(times);
        Map<TopicPartition, Long> remaining = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long end = ends.getOrDefault(partition, 0L);
            OffsetAndTimestamp first = atTime.get(partition);
            long begin = begins.getOrDefault(partition, 0L);
            long from = first == null ? end : Math.max(begin, Math.max(first.offset(), end - most));
            consumer.seek(partition, from);
            if (from < end) {
                remaining.put(partition, end);
            }
        }
        consumer.assign(remaining.keySet());
        return remaining;
    }

    private void handOn(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> remaining,
            String database,
            Consumer<CapturedQuery> taker) {
        Deserializer<CapturedQuery> deserializer = serdes.deserializer(Topic.CAPTURED_QUERIES);
        long heardAt = System.nanoTime();
        while (!remaining.isEmpty() && System.nanoTime() - heardAt < LONGEST_SILENCE.toNanos()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                heardAt = System.nanoTime();
                query(deserializer, record)
                        .filter(query -> query.getDatabase().equals(database))
                        .ifPresent(taker);
            }
            remaining.entrySet().removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
        }
    }

    private static Optional<CapturedQuery> query(
            Deserializer<CapturedQuery> deserializer, ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(deserializer.deserialize(record.topic(), record.value()));
        } catch (SerializationException unreadable) {
            log.warn("Record {} of {} is no captured query", record.offset(), record.topic(), unreadable);
            return Optional.empty();
        }
    }
}
