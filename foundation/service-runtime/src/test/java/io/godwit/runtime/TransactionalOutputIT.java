package io.godwit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.godwit.stack.test.Patience;
import io.godwit.stack.test.TestStack;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionalOutputIT {
    private TestTopics topics;
    private KafkaClients clients;
    private Consumer<byte[], byte[]> consumer;

    @BeforeEach
    void consume() throws Exception {
        topics = new TestTopics(1);
        clients = new KafkaClients(
                Map.of("bootstrap.servers", TestStack.kafka()),
                "godwit-" + topics.service,
                new InstanceName("one", Optional.empty()));
        consumer = clients.consumer();
    }

    @AfterEach
    void close() {
        consumer.close();
        topics.close();
    }

    private Outcome outcome() throws Exception {
        topics.publish(0, "one");
        consumer.subscribe(Set.of(topics.input.name()));
        ConsumerRecords<byte[], byte[]> records = ConsumerRecords.empty();
        while (records.isEmpty()) {
            records = consumer.poll(Duration.ofSeconds(1));
        }
        ConsumerRecord<byte[], byte[]> source = records.iterator().next();
        return new Outcome(source, List.of(new ProducerRecord<>(topics.output.name(), topics.bytes("answer"))));
    }

    /// A producer whose first commit is followed, or preceded, by a failure as of a connection that broke.
    private Producer<byte[], byte[]> failing(AtomicBoolean fail, boolean afterwards) {
        Producer<byte[], byte[]> real = clients.transactionalProducer();
        @SuppressWarnings("unchecked")
        Producer<byte[], byte[]> failing = (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (_, method, arguments) -> {
                    boolean now = method.getName().equals("commitTransaction") && fail.getAndSet(false);
                    if (now && !afterwards) {
                        throw new TimeoutException("the connection broke");
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        if (now) {
                            throw new TimeoutException("the connection broke");
                        }
                        return result;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
        return failing;
    }

    @Test
    void a_commit_that_happened_though_it_seemed_to_fail_is_not_repeated() throws Exception {
        commitsOnce(true);
    }

    @Test
    void a_commit_that_did_not_happen_is_made_up_for() throws Exception {
        commitsOnce(false);
    }

    private void commitsOnce(boolean failureAfterwards) throws Exception {
        Outcome outcome = outcome();
        AtomicBoolean fail = new AtomicBoolean(true);
        try (TransactionalOutput output = new TransactionalOutput(() -> failing(fail, failureAfterwards))) {
            assertThatThrownBy(() -> output.commit(outcome, consumer)).isInstanceOf(TimeoutException.class);

            output.commit(outcome, consumer);
        }
        // The coordinator shows an offset when the transaction's marker has reached it, a little after the commit.
        await().atMost(Patience.LONGEST)
                .untilAsserted(() -> assertThat(topics.committed(0)).isEqualTo(1));
        assertThat(topics.answers(1)).containsExactly("answer");
    }
}
