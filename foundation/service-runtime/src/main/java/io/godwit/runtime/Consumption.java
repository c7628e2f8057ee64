package io.godwit.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The life of one consumer, on one thread: reads records, has them handled elsewhere, and commits what comes of them.
/// It never waits for a handler: partitions that are busy are paused, and polling goes on, so that the group does not
/// take a slow service for a dead one.
final class Consumption implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(Consumption.class);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);
    private static final long LAG_INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

    private final Consumer<byte[], byte[]> consumer;
    private final RecordHandling handling;
    private final TransactionalOutput output;
    private final HandlingMeters meters;
    private final ConsumptionStatus status;
    private final Map<TopicPartition, PartitionWork> assigned = new LinkedHashMap<>();
    private final Map<TopicPartition, Thread> ending;
    private long lagMeasured = System.nanoTime() - LAG_INTERVAL_NANOS;
    private boolean commitFailed;

    /// @param ending handlers of partitions that were taken away, which have not ended yet
    Consumption(
            Consumer<byte[], byte[]> consumer,
            RecordHandling handling,
            TransactionalOutput output,
            HandlingMeters meters,
            ConsumptionStatus status,
            Map<TopicPartition, Thread> ending) {
        this.consumer = consumer;
        this.handling = handling;
        this.output = output;
        this.meters = meters;
        this.status = status;
        this.ending = ending;
    }

    /// Handles records until told to stop; then lets handlers finish.
    ///
    /// @param grace how long they may take
    void run(Collection<String> topics, BooleanSupplier stopping, Duration grace) {
        consumer.subscribe(topics, this);
        while (!stopping.getAsBoolean()) {
            take(poll(pollFor()));
            commitOutcomes();
            assigned.values().forEach(PartitionWork::proceed);
            pauseBusy();
            measureLag();
        }
        finish(System.nanoTime() + grace.toNanos());
    }

    private void finish(long deadline) {
        assigned.values().forEach(PartitionWork::forgetWaiting);
        commitOutcomes();
        while (assigned.values().stream().anyMatch(PartitionWork::isUnfinished) && System.nanoTime() < deadline) {
            consumer.pause(consumer.assignment());
            poll(SOON);
            commitOutcomes();
        }
        handBack(List.copyOf(assigned.keySet()));
        long last = System.nanoTime() + AFTER_INTERRUPT.toNanos();
        for (Thread handler : ending.values()) {
            try {
                handler.join(Duration.ofNanos(Math.max(1, last - System.nanoTime())));
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private ConsumerRecords<byte[], byte[]> poll(Duration longest) {
        try {
            return consumer.poll(longest);
        } catch (WakeupException handlerFinishedOrStop) {
            return ConsumerRecords.empty();
        }
    }

    private Duration pollFor() {
        return commitFailed
                ? SOON.multipliedBy(ThreadLocalRandom.current().nextInt(4, 20))
                : ending.isEmpty() ? IDLE : SOON;
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            PartitionWork work = assigned.get(partition);
            if (work != null) {
                work.add(records.records(partition));
            }
        }
        ending.values().removeIf(thread -> !thread.isAlive());
    }

    private void commitOutcomes() {
        commitFailed = false;
        for (PartitionWork work : assigned.values()) {
            Optional<Outcome> outcome = work.outcome();
            if (outcome.isPresent() && !commitFailed) {
                commit(work, outcome.get());
            }
        }
        if (!commitFailed) {
            status.commitsWork();
        }
    }

    private void commit(PartitionWork work, Outcome outcome) {
        try {
            output.commit(outcome, consumer);
            work.committed();
            meters.committed(outcome.source().topic());
        } catch (WakeupException again) {
            commitFailed = true;
        } catch (RuntimeException failure) {
            commitFailed = true;
            tooLarge(failure).ifPresent(refusal -> {
                output.forget(outcome);
                work.replaceOutcome(handling.refused(outcome, refusal));
            });
            log.warn("What {} came to could not be committed yet; it is tried again", outcome.partition(), failure);
            status.commitFailed(failure);
        }
    }

    /// The producer reports a refused record at once, or wrapped, when a later call finds the transaction broken.
    private static Optional<RecordTooLargeException> tooLarge(RuntimeException failure) {
        return Failure.chain(failure).stream()
                .filter(RecordTooLargeException.class::isInstance)
                .map(RecordTooLargeException.class::cast)
                .findFirst();
    }

    private void pauseBusy() {
        List<TopicPartition> busy = assigned.entrySet().stream()
                .filter(entry -> entry.getValue().isBusy())
                .map(Map.Entry::getKey)
                .toList();
        consumer.resume(consumer.paused().stream()
                .filter(partition -> !busy.contains(partition))
                .toList());
        consumer.pause(busy);
    }

    private void measureLag() {
        if (System.nanoTime() - lagMeasured >= LAG_INTERVAL_NANOS) {
            lagMeasured = System.nanoTime();
            meters.lag(assigned.keySet().stream()
                    .map(consumer::currentLag)
                    .mapToLong(lag -> lag.orElse(0))
                    .sum());
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            assigned.put(
                    partition,
                    new PartitionWork(
                            partition, handling, Optional.ofNullable(ending.get(partition)), consumer::wakeup));
        }
        log.info("Handles {} partitions, {} of them new", assigned.size(), partitions.size());
        status.joined();
    }

    /// What was not committed is the next owner's to do.
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        handBack(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        handBack(partitions);
    }

    private void handBack(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            PartitionWork work = assigned.remove(partition);
            if (work != null) {
                work.outcome().ifPresent(output::forget);
                work.abandon().ifPresent(thread -> ending.put(partition, thread));
            }
        }
    }
}
