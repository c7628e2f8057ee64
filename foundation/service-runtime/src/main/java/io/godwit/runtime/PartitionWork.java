package io.godwit.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The records of one assigned partition on their way through the handler, one at a time. Used by the consumer's
/// thread; only the outcome comes from the handler's. Once abandoned it yields nothing any more.
final class PartitionWork {
    private static final Logger log = LoggerFactory.getLogger(PartitionWork.class);

    private static final Duration AFTER_DEFECT = Duration.ofSeconds(1);

    private final TopicPartition partition;
    private final RecordHandling records;
    private final Optional<Thread> predecessor;
    private final Runnable finished;
    private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
    private @Nullable Thread worker;
    private volatile boolean handling;
    private volatile @Nullable Outcome outcome;
    private volatile boolean abandoned;

    /// @param predecessor the thread that may still be handling a record of an earlier assignment of this partition
    /// @param finished    called on the handler's thread when it ends
    PartitionWork(TopicPartition partition, RecordHandling records, Optional<Thread> predecessor, Runnable finished) {
        this.partition = partition;
        this.records = records;
        this.predecessor = predecessor;
        this.finished = finished;
    }

    void add(List<ConsumerRecord<byte[], byte[]>> records) {
        waiting.addAll(records);
    }

    /// Begins with the next record if nothing is in the way.
    void proceed() {
        if (!isHandling() && outcome == null && !waiting.isEmpty()) {
            ConsumerRecord<byte[], byte[]> next = waiting.remove();
            handling = true;
            worker = Thread.ofVirtual()
                    .name("handler " + partition + "@" + next.offset())
                    .start(() -> handle(next));
        }
    }

    /// Whether the partition should not be read from for now.
    boolean isBusy() {
        return isHandling() || outcome != null || !waiting.isEmpty();
    }

    /// Whether a handler runs or its outcome is not committed.
    boolean isUnfinished() {
        return isHandling() || outcome != null;
    }

    /// What is to be committed; empty while there is nothing.
    Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /// Another outcome takes the place of the one that could not be committed.
    void replaceOutcome(Outcome other) {
        outcome = other;
    }

    void committed() {
        outcome = null;
    }

    /// Takes no further records.
    void forgetWaiting() {
        waiting.clear();
    }

    /// Interrupts the handler and forgets everything.
    ///
    /// @return the thread that may take a while to end; empty if none runs
    Optional<Thread> abandon() {
        abandoned = true;
        outcome = null;
        waiting.clear();
        Thread running = worker;
        if (running == null || !running.isAlive()) {
            return Optional.empty();
        }
        running.interrupt();
        return Optional.of(running);
    }

    private boolean isHandling() {
        return handling || predecessor.isPresent() && predecessor.get().isAlive();
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) {
        try {
            while (!abandoned && outcome == null) {
                tryToHandle(record);
            }
        } catch (InterruptedException handedBack) {
            log.info("{} at offset {} is handed back unfinished", partition, record.offset());
        } finally {
            handling = false;
            finished.run();
        }
    }

    /// The record's own failures are dealt with inside; what comes out is a defect or a lack of memory, which must not
    /// stop the partition for good.
    private void tryToHandle(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            Outcome result = records.handle(record, () -> abandoned);
            if (!abandoned) {
                outcome = result;
            }
        } catch (InterruptedException handedBack) {
            throw handedBack;
        } catch (Throwable defect) {
            ProgramFiles.endIfReplaced(defect);
            log.error("{} at offset {} is handled again after a defect", partition, record.offset(), defect);
            Thread.sleep(AFTER_DEFECT);
        }
    }
}
