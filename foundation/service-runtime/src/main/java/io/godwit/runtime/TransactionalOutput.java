package io.godwit.runtime;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Commits outcomes, each with its offset in one transaction, so that both happen or neither. Used by the consumer's
/// thread alone, which therefore knows that the partition is still its own: assignments change on that thread only. An
/// instance that lost its partitions without knowing is refused by the broker, which compares the group's generation.
///
/// When a commit ends without an answer, it may or may not have happened. A new producer of the same transactional id
/// makes the broker finish or abort what was open; after that the committed offset tells which it was.
final class TransactionalOutput implements AutoCloseable {
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Set<Outcome> inDoubt = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable Producer<byte[], byte[]> producer;

    TransactionalOutput(Supplier<Producer<byte[], byte[]>> producers) {
        this.producers = producers;
    }

    /// Makes the producer now, which takes a while, rather than with the first outcome.
    ///
    /// @throws KafkaException if the broker does not answer
    void open() {
        ready();
    }

    /// Commits an outcome; to be called again with the same one after it has failed.
    ///
    /// @throws KafkaException if it is not known to be committed
    void commit(Outcome outcome, Consumer<?, ?> consumer) {
        Producer<byte[], byte[]> ready = ready();
        if (inDoubt.contains(outcome) && isCommitted(outcome, consumer)) {
            inDoubt.remove(outcome);
            return;
        }
        try {
            ready.beginTransaction();
            send(outcome, ready);
            ready.sendOffsetsToTransaction(outcome.offset(), consumer.groupMetadata());
            ready.commitTransaction();
            inDoubt.remove(outcome);
        } catch (RuntimeException failure) {
            inDoubt.add(outcome);
            close();
            throw failure;
        }
    }

    /// Nothing will be asked about an outcome any more.
    void forget(Outcome outcome) {
        inDoubt.remove(outcome);
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private Producer<byte[], byte[]> ready() {
        Producer<byte[], byte[]> current = producer;
        if (current == null) {
            current = producers.get();
            try {
                current.initTransactions();
            } catch (RuntimeException failure) {
                current.close(Duration.ZERO);
                throw failure;
            }
            producer = current;
        }
        return current;
    }

    private static boolean isCommitted(Outcome outcome, Consumer<?, ?> consumer) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.of(outcome.partition()));
        OffsetAndMetadata offset = committed.get(outcome.partition());
        return offset != null && offset.offset() > outcome.source().offset();
    }

    // The futures are not looked at: a record that cannot be sent fails the commit, which reports it.
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void send(Outcome outcome, Producer<byte[], byte[]> producer) {
        outcome.records().forEach(producer::send);
    }
}
