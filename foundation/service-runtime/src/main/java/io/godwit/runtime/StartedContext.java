package io.godwit.runtime;

import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import io.godwit.schemas.EventSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What a started service's parts work with.
record StartedContext(
        Configuration configuration,
        DirectPublisher publisher,
        EventSerdes serdes,
        EventBytes bytes,
        DeadLetters deadLetters,
        MeterRegistry meters,
        HealthChecks checks)
        implements ServiceContext, AutoCloseable {

    static StartedContext of(String service, Configuration configuration, KafkaClients clients, MeterRegistry meters) {
        // The client looks for its TLS settings under the whole name, and for the others under the rest.
        Map<String, Object> registry = new HashMap<>(configuration.registry());
        configuration.registry().forEach((key, value) -> registry.put("schema.registry." + key, value));
        registry.keySet().removeAll(Set.of("url", SharedSettings.REGISTRY_URL));
        EventSerdes serdes = EventSerdes.of(configuration.settings().text(SharedSettings.REGISTRY_URL), registry);
        EventBytes bytes = new EventBytes(serdes, clients.largestRecord());
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        return new StartedContext(
                configuration,
                new DirectPublisher(clients::plainProducer, bytes, meters),
                serdes,
                bytes,
                new DeadLetters(service, bytes, Clock.systemUTC()),
                meters,
                new HealthChecks());
    }

    @Override
    public Settings settings() {
        return configuration.settings();
    }

    @Override
    public Map<DatabaseName, DatabaseSettings> databases() {
        return configuration.databases();
    }

    @Override
    public Map<String, Object> kafka() {
        return configuration.kafka();
    }

    @Override
    public Health health() {
        return checks;
    }

    @Override
    public ProducerRecord<byte[], byte[]> deadLetter(ConsumerRecord<byte[], byte[]> record, Exception failure) {
        Problem problem = bytes.unreadable(record.topic(), failure);
        if (problem.code().equals(EventBytes.UNAVAILABLE)) {
            throw problem;
        }
        return deadLetters.about(record, problem, 1, TraceContext.causedBy(record.headers()));
    }

    @Override
    public void close() {
        publisher.close();
        meters.close();
    }
}
