package io.godwit.runtime;

import io.godwit.model.Problem;
import io.godwit.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Handles one record to its end: reads it, calls the handler as often as its failures allow, and writes what is to be
/// published, which is the dead letter if all failed.
final class RecordHandling {
    private static final Logger log = LoggerFactory.getLogger(RecordHandling.class);

    /// A handler and the topic it is for.
    record Route<T extends SpecificRecord>(Topic<T> topic, EventHandler<T> handler) {}

    private final Map<String, Route<?>> routes;
    private final EventBytes bytes;
    private final DeadLetters deadLetters;
    private final Retry retry;
    private final Retry patience;
    private final HandlingMeters meters;

    /// @param routes   by topic name
    /// @param patience used while the registry does not answer, which is no fault of the record
    RecordHandling(
            Map<String, Route<?>> routes,
            EventBytes bytes,
            DeadLetters deadLetters,
            Retry retry,
            Retry patience,
            HandlingMeters meters) {
        this.routes = Map.copyOf(routes);
        this.bytes = bytes;
        this.deadLetters = deadLetters;
        this.retry = retry;
        this.patience = patience;
        this.meters = meters;
    }

    /// @param abandoned whether the result is not wanted any more, which the thread is told by an interrupt, too
    /// @throws InterruptedException if it was abandoned
    Outcome handle(ConsumerRecord<byte[], byte[]> record, BooleanSupplier abandoned) throws Exception {
        Route<?> route = routes.get(record.topic());
        if (route == null) {
            throw new IllegalStateException("No handler for " + record.topic());
        }
        TraceContext trace = TraceContext.causedBy(record.headers());
        MDC.put(TraceContext.TRACE_ID, trace.traceId());
        try {
            return ScopedValue.where(TraceContext.CURRENT, trace)
                    .call(() -> new Handled<>(route, record, trace, abandoned).outcome());
        } finally {
            MDC.clear();
        }
    }

    /// What takes the place of an outcome the broker refuses for its size.
    Outcome refused(Outcome outcome, Exception refusal) {
        TraceContext trace = TraceContext.causedBy(outcome.source().headers());
        meters.deadLetter(outcome.source().topic());
        return new Outcome(outcome.source(), List.of(deadLetters.withoutValue(outcome.source(), refusal, 1, trace)));
    }

    private <R> R patiently(Callable<R> action) throws Exception {
        return patience.call(
                action,
                failure -> Failure.of(failure).code().equals(EventBytes.UNAVAILABLE) ? RetryPolicy.WITHOUT_END : 1,
                (attempt, failure, pause) ->
                        log.warn("{} Trying again in {} ms.", failure.getMessage(), pause.toMillis()));
    }

    /// One record on its way.
    private final class Handled<T extends SpecificRecord> {
        private final Route<T> route;
        private final ConsumerRecord<byte[], byte[]> record;
        private final TraceContext trace;
        private final BooleanSupplier abandoned;
        private int attempts;

        Handled(Route<T> route, ConsumerRecord<byte[], byte[]> record, TraceContext trace, BooleanSupplier abandoned) {
            this.route = route;
            this.record = record;
            this.trace = trace;
            this.abandoned = abandoned;
        }

        Outcome outcome() throws Exception {
            T event;
            try {
                attempts = 1;
                event = patiently(() -> bytes.read(route.topic(), record.value()));
            } catch (Problem unreadable) {
                return new Outcome(record, List.of(deadLetter(unreadable)));
            }
            migrationOf(event).ifPresent(id -> MDC.put(MigrationLogging.MIGRATION_ID, id));
            try {
                return new Outcome(record, written(answer(event)));
            } catch (Exception failure) {
                ProgramFiles.endIfReplaced(failure);
                endIfAbandoned();
                return givenUp(event, failure);
            }
        }

        private List<OutgoingEvent<?>> answer(T event) throws Exception {
            attempts = 0;
            return retry.call(
                    () -> {
                        attempts++;
                        return meters.timed(record.topic(), () -> attempt(event));
                    },
                    failure ->
                            abandoned.getAsBoolean() ? 1 : Failure.of(failure).attempts(),
                    (attempt, failure, pause) -> {
                        meters.retry(record.topic());
                        log.warn(
                                "Attempt {} at {} failed: {} Trying again in {} ms.",
                                attempt,
                                place(),
                                failure,
                                pause.toMillis());
                    });
        }

        private List<OutgoingEvent<?>> attempt(T event) throws Exception {
            try {
                return route.handler().handle(event);
            } catch (StackOverflowError | LinkageError | AssertionError defect) {
                throw Problem.internal("DEFECT", "Handling " + place() + " failed: " + defect, defect);
            }
        }

        private Outcome givenUp(T event, Exception failure) throws Exception {
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            try {
                records.addAll(written(route.handler().givenUp(event, failure)));
            } catch (Exception another) {
                endIfAbandoned();
                log.error("What {} being given up means for others could not be told", place(), another);
            }
            records.add(deadLetter(failure));
            return new Outcome(record, records);
        }

        private List<ProducerRecord<byte[], byte[]>> written(List<OutgoingEvent<?>> events) throws Exception {
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (OutgoingEvent<?> event : events) {
                records.add(patiently(() -> bytes.write(event, trace)));
            }
            return records;
        }

        private ProducerRecord<byte[], byte[]> deadLetter(Exception failure) throws Exception {
            endIfAbandoned();
            log.error("Gave up {} after {} attempt(s); it is in dead-letters", place(), attempts, failure);
            meters.deadLetter(record.topic());
            return patiently(() -> deadLetters.about(record, failure, attempts, trace));
        }

        private void endIfAbandoned() throws InterruptedException {
            if (abandoned.getAsBoolean()) {
                throw new InterruptedException(place() + " was handed back");
            }
        }

        private String place() {
            return record.topic() + "-" + record.partition() + " at offset " + record.offset();
        }
    }

    private static Optional<String> migrationOf(SpecificRecord event) {
        Schema.Field field = event.getSchema().getField(MigrationLogging.MIGRATION_ID);
        return field == null
                ? Optional.empty()
                : Optional.ofNullable(event.get(field.pos())).map(Object::toString);
    }
}
