package io.godwit.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a consumer going: a new one takes the place of one that failed, after a pause, until the service stops.
final class EventLoop {
    private static final Logger log = LoggerFactory.getLogger(EventLoop.class);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final List<String> topics;
    private final KafkaClients clients;
    private final RecordHandling handling;
    private final HandlingMeters meters;
    private final ConsumptionStatus status;
    private final Duration grace;
    private final RetryPolicy policy;
    private final Thread thread = Thread.ofPlatform().name("events").daemon().unstarted(this::run);
    private final Map<TopicPartition, Thread> ending = new HashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Consumer<?, ?> current;

    /// @param policy the pauses between consumers
    EventLoop(
            List<String> topics,
            KafkaClients clients,
            RecordHandling handling,
            HandlingMeters meters,
            ConsumptionStatus status,
            Duration grace,
            RetryPolicy policy) {
        this.topics = topics;
        this.clients = clients;
        this.handling = handling;
        this.meters = meters;
        this.status = status;
        this.grace = grace;
        this.policy = policy;
    }

    void start() {
        thread.start();
    }

    /// Lets handlers finish within the grace and leaves the group. Returns when that is done.
    void stop() throws InterruptedException {
        stop.countDown();
        synchronized (this) {
            if (current != null) {
                current.wakeup();
            }
        }
        if (thread.isAlive()) {
            thread.join(grace.plus(CLOSE).plus(CLOSE));
        }
    }

    private void run() {
        try {
            new Perpetual(policy, this::pause, this::isStopping, this::failed).run(this::consume);
        } catch (InterruptedException end) {
            log.debug("The consumer was interrupted in a pause", end);
        }
    }

    private void pause(Duration length) throws InterruptedException {
        boolean stopped = stop.await(length.toMillis(), TimeUnit.MILLISECONDS);
        log.debug("After a pause; stopping: {}", stopped);
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }

    private void consume() {
        try (TransactionalOutput output = new TransactionalOutput(clients::transactionalProducer)) {
            status.waitsFor("The service has not yet joined its consumer group");
            Consumer<byte[], byte[]> consumer = clients.consumer();
            try {
                become(consumer);
                output.open();
                status.consumes(consumer);
                new Consumption(consumer, handling, output, meters, status, ending)
                        .run(topics, this::isStopping, grace);
            } finally {
                become(null);
                consumer.close(CloseOptions.timeout(CLOSE)
                        .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
            }
        }
    }

    private synchronized void become(@Nullable Consumer<?, ?> consumer) {
        current = consumer;
    }

    private void failed(int attempt, Exception failure, Duration pause) {
        status.waitsFor("The consumer failed and is started again: " + failure.getMessage());
        log.error("The consumer failed (attempt {}) and is started again in {} ms", attempt, pause.toMillis(), failure);
    }
}
