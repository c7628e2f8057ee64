package io.godwit.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Makes a service's Kafka clients: modest in memory, overridden by the `kafka.` keys, except where exactly-once
/// depends on a property.
///
/// @param passed   the `kafka.` keys without that prefix
/// @param group    the consumer group
/// @param instance tells instances of the service apart
record KafkaClients(Map<String, Object> passed, String group, InstanceName instance) {
    private static final int MEBIBYTE = 1 << 20;

    /// A broker that dies in a transaction holds up readers for at most that long. Only the writing of results is
    /// inside a transaction, never the work.
    private static final int TRANSACTION_MILLIS = 15_000;

    Admin admin() {
        return Admin.create(with(
                Map.of(
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000),
                Map.of()));
    }

    /// Cooperative, so that a rebalance interrupts only the handlers whose partitions move. An instance with a lasting
    /// name is a static member of the group: when it comes back after a crash it is not taken for another one.
    Consumer<byte[], byte[]> consumer() {
        Map<String, Object> fixed = new HashMap<>(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class.getName()),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"));
        instance.lasting().ifPresent(name -> fixed.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name));
        return new KafkaConsumer<>(
                with(
                        Map.of(
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                                10_000,
                                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                                1_000,
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                20,
                                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                                4 * MEBIBYTE,
                                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                                MEBIBYTE,
                                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                false),
                        fixed),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    Producer<byte[], byte[]> transactionalProducer() {
        return producer(Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                group + "-" + instance.value(),
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                TRANSACTION_MILLIS));
    }

    Producer<byte[], byte[]> plainProducer() {
        return producer(Map.of());
    }

    /// The largest record the producers send, in bytes.
    int largestRecord() {
        return Integer.parseInt(String.valueOf(passed.getOrDefault(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MEBIBYTE)));
    }

    private Producer<byte[], byte[]> producer(Map<String, Object> fixed) {
        Map<String, Object> always = new HashMap<>(fixed);
        always.put(ProducerConfig.ACKS_CONFIG, "all");
        always.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return new KafkaProducer<>(
                with(
                        Map.of(
                                ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * MEBIBYTE,
                                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MEBIBYTE,
                                ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip",
                                ProducerConfig.LINGER_MS_CONFIG, 0,
                                ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000,
                                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000),
                        always),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private Map<String, Object> with(Map<String, Object> defaults, Map<String, Object> always) {
        Map<String, Object> properties = new HashMap<>(defaults);
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, group + "-" + instance.value());
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        properties.put("enable.metrics.push", false);
        properties.putAll(passed);
        properties.putAll(always);
        return properties;
    }
}
