package io.godwit.cli.events;

import io.godwit.model.Problem;
import io.godwit.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads topics from some point on, without a consumer group, so that nobody else notices. For one thread.
public final class EventTail implements AutoCloseable {
    private final Addresses addresses;
    private final EventDecoder decoder;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Topic<?>> topics = new HashMap<>();
    private final List<TopicPartition> partitions;

    /// Reads `topics` from their beginning; those the broker does not have are left out.
    ///
    /// @throws Problem ENVIRONMENT if the broker does not answer
    public static EventTail fromBeginning(Addresses addresses, Collection<? extends Topic<?>> topics) {
        EventTail tail = new EventTail(addresses, topics);
        tail.consumer.seekToBeginning(tail.partitions);
        return tail;
    }

    /// Reads what is published to `topics` from now on.
    public static EventTail fromNow(Addresses addresses, Collection<? extends Topic<?>> topics) {
        EventTail tail = new EventTail(addresses, topics);
        tail.consumer.endOffsets(tail.partitions).forEach(tail.consumer::seek);
        return tail;
    }

    /// Reads one topic from the last `count` records of each of its partitions on.
    public static EventTail fromLast(Addresses addresses, Topic<?> topic, long count) {
        EventTail tail = new EventTail(addresses, List.of(topic));
        Map<TopicPartition, Long> first = tail.consumer.beginningOffsets(tail.partitions);
        tail.consumer
                .endOffsets(tail.partitions)
                .forEach((partition, end) ->
                        tail.consumer.seek(partition, Math.max(first.getOrDefault(partition, 0L), end - count)));
        return tail;
    }

    private EventTail(Addresses addresses, Collection<? extends Topic<?>> wanted) {
        this.addresses = addresses;
        Map<String, Object> settings = addresses.clientSettings();
        settings.put("enable.auto.commit", "false");
        settings.put("isolation.level", "read_committed");
        settings.put("allow.auto.create.topics", "false");
        settings.put("fetch.max.wait.ms", "100");
        decoder = new EventDecoder(addresses);
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        wanted.forEach(topic -> topics.put(topic.name(), topic));
        try {
            Map<String, List<PartitionInfo>> existing = consumer.listTopics();
            partitions = wanted.stream()
                    .flatMap(topic -> existing.getOrDefault(topic.name(), List.of()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
        } catch (KafkaException problem) {
            consumer.close();
            throw Problem.environment(
                    "BROKER_UNREACHABLE",
                    "No Kafka broker answers at " + addresses.bootstrapServers()
                            + ". Is it running, and is the address right? (`godwit up` starts a local one.)",
                    problem);
        }
        consumer.assign(partitions);
    }

    /// The records that have come since the last call, in the order in which they were published, as far as the topics'
    /// clocks tell; empty if none came within `patience`.
    public List<TopicRecord> next(Duration patience) {
        List<TopicRecord> records = new ArrayList<>();
        if (!partitions.isEmpty()) {
            for (ConsumerRecord<String, byte[]> polled : consumer.poll(patience)) {
                records.add(read(polled));
            }
        }
        return inOrder(records);
    }

    /// Every record up to now, in the order in which they were published.
    public List<TopicRecord> untilNow() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<TopicRecord> records = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            records.addAll(next(Duration.ofMillis(200)));
        }
        return inOrder(records);
    }

    private TopicRecord read(ConsumerRecord<String, byte[]> polled) {
        Topic<?> topic =
                Optional.<Topic<?>>ofNullable(topics.get(polled.topic())).orElseThrow();
        String key = Optional.ofNullable(polled.key()).orElse("");
        Instant at = Instant.ofEpochMilli(polled.timestamp());
        try {
            return new TopicRecord.Event(
                    topic, key, at, polled.partition(), polled.offset(), decoder.decode(topic, polled.value()));
        } catch (RuntimeException problem) {
            return new TopicRecord.Unreadable(topic, key, at, polled.partition(), polled.offset(), reason(problem));
        }
    }

    private String reason(RuntimeException problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof java.net.ConnectException
                ? "no schema registry answers at " + addresses.schemaRegistry()
                : Optional.ofNullable(cause.getMessage())
                        .orElse(cause.getClass().getSimpleName());
    }

    private static List<TopicRecord> inOrder(List<TopicRecord> records) {
        return records.stream().sorted(Comparator.comparing(TopicRecord::at)).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
