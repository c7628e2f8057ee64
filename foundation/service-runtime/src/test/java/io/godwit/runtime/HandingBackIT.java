package io.godwit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.events.MigrationProgress;
import io.godwit.stack.test.Patience;
import io.godwit.stack.test.TestStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandingBackIT {
    private TestTopics topics;
    private final CountDownLatch release = new CountDownLatch(1);
    private final Queue<String> begun = new ConcurrentLinkedQueue<>();
    private final Queue<String> interrupted = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void createTopics() throws Exception {
        topics = new TestTopics(2);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    /// Works until released.
    private List<OutgoingEvent<?>> work(MigrationProgress event) throws InterruptedException {
        begun.add(event.getMessage());
        try {
            assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException handedBack) {
            interrupted.add(event.getMessage());
            throw handedBack;
        }
        return List.of(topics.answer("first: " + event.getMessage()));
    }

    private RunningService start(EventHandler<MigrationProgress> handler, String... settings) {
        return Service.named(topics.service, "A test's.")
                .handles(topics.input, _ -> handler)
                .start(topics.settings(settings));
    }

    @Test
    void a_stop_lets_a_handler_finish_within_the_grace() throws Exception {
        topics.publish(0, "one");
        RunningService service = start(this::work);
        await().atMost(Patience.LONGEST).until(() -> begun.contains("one"));

        Thread stopping = Thread.ofVirtual().start(service::close);
        release.countDown();
        stopping.join();

        assertThat(topics.answers(1)).containsExactly("first: one");
        await().atMost(Patience.LONGEST)
                .untilAsserted(() -> assertThat(topics.committed(0)).isEqualTo(1));
        assertThat(interrupted).isEmpty();
    }

    @Test
    void a_stop_hands_back_what_does_not_finish_within_the_grace() throws Exception {
        topics.publish(0, "one");
        try (RunningService _ = start(this::work, "shutdown.grace", "100ms")) {
            await().atMost(Patience.LONGEST).until(() -> begun.contains("one"));
        }
        assertThat(interrupted).containsExactly("one");
        assertThat(topics.committed(0)).isZero();

        try (RunningService _ = start(event -> List.of(topics.answer("second: " + event.getMessage())))) {
            assertThat(topics.answers(1)).containsExactly("second: one");
        }
    }

    @Test
    void a_partition_that_moves_takes_its_unfinished_event_along() throws Exception {
        topics.publish(0, "p0");
        topics.publish(1, "p1");
        try (RunningService _ = start(this::work)) {
            await().atMost(Patience.LONGEST).until(() -> begun.size() == 2);
            try (RunningService _ = start(event -> List.of(topics.answer("second: " + event.getMessage())))) {
                await().atMost(Patience.LONGEST).until(() -> interrupted.size() == 1);
                String moved = interrupted.element();
                String kept = moved.equals("p0") ? "p1" : "p0";
                assertThat(topics.answers(1)).containsExactly("second: " + moved);

                release.countDown();

                assertThat(topics.answers(2)).containsExactly("second: " + moved, "first: " + kept);
            }
        }
    }

    @Test
    void an_instance_that_comes_back_after_a_crash_takes_its_partitions_at_once() throws Exception {
        topics.publish(0, "one");
        KafkaClients crashed = new KafkaClients(
                Map.of("bootstrap.servers", TestStack.kafka()),
                "godwit-" + topics.service,
                new InstanceName("one", Optional.of("one")));
        try (Consumer<byte[], byte[]> dead = crashed.consumer();
                Producer<byte[], byte[]> open = crashed.transactionalProducer()) {
            dead.subscribe(Set.of(topics.input.name()));
            await().atMost(Patience.LONGEST)
                    .until(() -> !dead.poll(Duration.ofMillis(100)).isEmpty());
            open.initTransactions();
            open.beginTransaction();
            open.send(new ProducerRecord<>(topics.output.name(), topics.bytes("left open")))
                    .get();
            long begin = System.nanoTime();
            try (RunningService _ =
                    start(event -> List.of(topics.answer("again: " + event.getMessage())), "instance.id", "one")) {
                assertThat(topics.answers(1)).containsExactly("again: one");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
        }
    }
}
