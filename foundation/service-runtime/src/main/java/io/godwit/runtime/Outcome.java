package io.godwit.runtime;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// What handling a record came to: the records to publish in the transaction that also commits its offset.
///
/// @param source  the record handled
/// @param records what to publish, in order; may be empty
record Outcome(ConsumerRecord<byte[], byte[]> source, List<ProducerRecord<byte[], byte[]>> records) {
    TopicPartition partition() {
        return new TopicPartition(source.topic(), source.partition());
    }

    /// The offset after the handled record.
    Map<TopicPartition, OffsetAndMetadata> offset() {
        return Map.of(partition(), new OffsetAndMetadata(source.offset() + 1, source.leaderEpoch(), ""));
    }
}
