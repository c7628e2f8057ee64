package io.godwit.runtime;

import io.godwit.events.DeadLetter;
import io.godwit.model.Problem;
import io.godwit.schemas.Topic;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/// Writes dead letters: the record as it was, and why it was given up.
record DeadLetters(String service, EventBytes bytes, Clock clock) {
    /// @param attempts how often it was tried
    ProducerRecord<byte[], byte[]> about(
            ConsumerRecord<byte[], byte[]> record, Throwable error, int attempts, TraceContext trace) {
        DeadLetter whole = letter(record, error, attempts);
        try {
            return write(record, whole, trace);
        } catch (Problem tooLarge) {
            if (!tooLarge.code().equals(EventBytes.TOO_LARGE)) {
                throw tooLarge;
            }
            return withoutValue(record, error, attempts, trace);
        }
    }

    /// A dead letter that refers to the record instead of holding it.
    ProducerRecord<byte[], byte[]> withoutValue(
            ConsumerRecord<byte[], byte[]> record, Throwable error, int attempts, TraceContext trace) {
        DeadLetter whole = letter(record, error, attempts);
        return write(
                record,
                DeadLetter.newBuilder(whole)
                        .setValue(null)
                        .setHeaders(Map.of())
                        .setMessage(whole.getMessage() + " (The value is too large to be repeated here: read it from "
                                + record.topic() + " as long as it is kept.)")
                        .build(),
                trace);
    }

    private ProducerRecord<byte[], byte[]> write(
            ConsumerRecord<byte[], byte[]> record, DeadLetter letter, TraceContext trace) {
        return bytes.write(new OutgoingEvent<>(Topic.DEAD_LETTERS, record.topic(), letter), trace);
    }

    private DeadLetter letter(ConsumerRecord<byte[], byte[]> record, Throwable error, int attempts) {
        Map<String, ByteBuffer> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), ByteBuffer.wrap(header.value()));
            }
        }
        List<Throwable> chain = Failure.chain(error);
        return DeadLetter.newBuilder()
                .setService(service)
                .setSourceTopic(record.topic())
                .setSourcePartition(record.partition())
                .setSourceOffset(record.offset())
                .setKey(record.key() == null ? null : ByteBuffer.wrap(record.key()))
                .setValue(record.value() == null ? null : ByteBuffer.wrap(record.value()))
                .setHeaders(headers)
                .setErrorCode(Failure.of(error).code())
                .setErrorType(error.getClass().getName())
                .setMessage(message(error))
                .setCauses(chain.stream().skip(1).map(DeadLetters::message).toList())
                .setAttempts(attempts)
                .setFailedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    private static String message(Throwable error) {
        return error.getMessage() == null ? error.getClass().getName() : error.getMessage();
    }
}
