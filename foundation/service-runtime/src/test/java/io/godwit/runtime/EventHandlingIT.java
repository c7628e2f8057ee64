package io.godwit.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.events.DeadLetter;
import io.godwit.events.MigrationProgress;
import io.godwit.model.Problem;
import io.godwit.stack.test.Patience;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class EventHandlingIT {
    private TestTopics topics;

    @BeforeEach
    void createTopics() throws Exception {
        topics = new TestTopics(2);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    private RunningService start(EventHandler<MigrationProgress> handler, String... settings) {
        return Service.named(topics.service, "A test's.")
                .handles(topics.input, _ -> handler)
                .start(topics.settings(settings));
    }

    @Test
    void an_answer_and_the_offset_are_committed_together_and_once() throws Exception {
        topics.publish(0, "one", "two");
        try (RunningService _ = start(event -> List.of(topics.answer("answer to " + event.getMessage())))) {
            assertThat(topics.answers(2)).containsExactly("answer to one", "answer to two");
        }
        await().atMost(Patience.LONGEST)
                .untilAsserted(() -> assertThat(topics.committed(0)).isEqualTo(2));

        topics.publish(0, "three");
        try (RunningService _ = start(event -> List.of(topics.answer("answer to " + event.getMessage())))) {
            assertThat(topics.answers(3)).containsExactly("answer to one", "answer to two", "answer to three");
        }
    }

    @Test
    void the_trace_goes_on_in_answers_and_log_lines_carry_trace_and_migration() throws Exception {
        Queue<String> logged = new ConcurrentLinkedQueue<>();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topics.input.name(), 0, null, topics.bytes("traced"));
        record.headers()
                .add("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01".getBytes(US_ASCII));
        topics.publish(record);
        try (RunningService _ = start(event -> {
            logged.add(MDC.get("traceId") + " " + MDC.get("migrationId"));
            return List.of(topics.answer("answer"));
        })) {
            assertThat(topics.outputRecords(1))
                    .singleElement()
                    .satisfies(answer -> assertThat(
                                    answer.headers().lastHeader("traceparent").value())
                            .asString(US_ASCII)
                            .startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-")
                            .doesNotContain("00f067aa0ba902b7"));
        }
        assertThat(logged)
                .containsExactly("4bf92f3577b34da6a3ce929d0e0e4736 "
                        + TestTopics.event("traced").getMigrationId());
    }

    @Test
    void an_event_that_keeps_failing_becomes_a_dead_letter_and_the_next_is_handled() throws Exception {
        topics.publish(0, "unlucky", "lucky");
        AtomicInteger attempts = new AtomicInteger();
        EventHandler<MigrationProgress> handler = new EventHandler<>() {
            @Override
            public List<OutgoingEvent<?>> handle(MigrationProgress event) {
                if (event.getMessage().equals("unlucky")) {
                    attempts.incrementAndGet();
                    throw Problem.environment("SHOP_AWAY", "shop is away: start it", new IllegalStateException("down"));
                }
                return List.of(topics.answer(event.getMessage()));
            }

            @Override
            public List<OutgoingEvent<?>> givenUp(MigrationProgress event, Exception cause) {
                return List.of(topics.answer("given up: " + cause.getMessage()));
            }
        };
        try (RunningService _ = start(handler)) {
            assertThat(topics.answers(2)).containsExactly("given up: shop is away: start it", "lucky");
            DeadLetter letter = topics.deadLetters(1).getFirst();
            assertThat(letter.getService()).isEqualTo(topics.service);
            assertThat(letter.getSourceOffset()).isZero();
            assertThat(letter.getErrorCode()).isEqualTo("SHOP_AWAY");
            assertThat(letter.getMessage()).isEqualTo("shop is away: start it");
            assertThat(letter.getCauses()).containsExactly("down");
            assertThat(letter.getAttempts()).isEqualTo(3);
        }
        assertThat(attempts).hasValue(3);
    }

    @Test
    void a_defect_is_not_tried_again() throws Exception {
        topics.publish(0, "one");
        AtomicInteger attempts = new AtomicInteger();
        try (RunningService _ = start(_ -> {
            attempts.incrementAndGet();
            throw new StackOverflowError("endless");
        })) {
            assertThat(topics.deadLetters(1))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.getErrorCode()).isEqualTo("DEFECT"));
        }
        assertThat(attempts).hasValue(1);
    }

    @Test
    void records_that_are_no_events_become_dead_letters_as_they_were() throws Exception {
        byte[] noise = "no event".getBytes(UTF_8);
        byte[] unknownSchema = {0, 0x7f, 0, 0, 1, 1, 1};
        byte[] cutOff = java.util.Arrays.copyOf(topics.bytes("cut"), 9);
        for (byte[] bytes : List.of(noise, unknownSchema, cutOff)) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topics.input.name(), 0, "key".getBytes(UTF_8), bytes);
            record.headers().add("origin", "elsewhere".getBytes(UTF_8));
            topics.publish(record);
        }
        topics.publish(new ProducerRecord<>(topics.input.name(), 0, "key".getBytes(UTF_8), null));
        topics.publish(0, "an event");

        try (RunningService _ = start(event -> List.of(topics.answer(event.getMessage())))) {
            assertThat(topics.answers(1)).containsExactly("an event");
            List<DeadLetter> letters = topics.deadLetters(4);
            assertThat(letters)
                    .extracting(DeadLetter::getErrorCode)
                    .containsExactly("EVENT_UNREADABLE", "EVENT_UNREADABLE", "EVENT_UNREADABLE", "EVENT_EMPTY");
            assertThat(letters.getFirst().getValue()).contains(ByteBuffer.wrap(noise));
            assertThat(letters.getFirst().getKey()).contains(ByteBuffer.wrap("key".getBytes(UTF_8)));
            assertThat(letters.getFirst().getHeaders())
                    .containsEntry("origin", ByteBuffer.wrap("elsewhere".getBytes(UTF_8)));
            assertThat(letters.getLast().getValue()).isEmpty();
        }
    }

    @Test
    void an_answer_too_large_for_a_record_is_given_up() throws Exception {
        topics.publish(0, "one");
        try (RunningService _ = start(_ -> List.of(topics.answer("x".repeat(2_000_000))))) {
            assertThat(topics.deadLetters(1))
                    .extracting(DeadLetter::getErrorCode)
                    .containsExactly("EVENT_TOO_LARGE");
        }
    }

    @Test
    void an_answer_the_broker_refuses_for_its_size_is_given_up() throws Exception {
        topics.limitOutput(2_000);
        topics.publish(0, "large", "small");
        try (RunningService _ = start(event ->
                List.of(topics.answer(event.getMessage().equals("large") ? noise(4_000) : event.getMessage())))) {
            assertThat(topics.answers(1)).containsExactly("small");
            assertThat(topics.deadLetters(1))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.getErrorType()).contains("RecordTooLargeException"));
        }
    }

    private static String noise(int length) {
        return new Random(42)
                .ints(length, 'a', 'z')
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                .toString();
    }

    @Test
    void a_handler_slower_than_the_longest_poll_interval_keeps_its_partition() throws Exception {
        topics.publish(0, "slow");
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        try (RunningService _ = start(
                event -> {
                    calls.incrementAndGet();
                    assertThat(never.await(3, TimeUnit.SECONDS)).isFalse();
                    return List.of(topics.answer(event.getMessage()));
                },
                "kafka.max.poll.interval.ms",
                "1500")) {
            assertThat(topics.answers(1)).containsExactly("slow");
            await().atMost(Patience.LONGEST).until(() -> topics.committed(0) == 1);
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    void partitions_are_handled_in_parallel_and_each_in_order() throws Exception {
        topics.publish(0, "a1", "a2");
        topics.publish(1, "b1");
        CountDownLatch both = new CountDownLatch(2);
        try (RunningService _ = start(event -> {
            both.countDown();
            assertThat(both.await(15, TimeUnit.SECONDS)).isTrue();
            return List.of(topics.answer(event.getMessage()));
        })) {
            assertThat(topics.answers(3)).contains("b1").containsSubsequence("a1", "a2");
        }
    }
}
