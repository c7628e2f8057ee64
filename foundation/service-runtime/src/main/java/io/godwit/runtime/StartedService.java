package io.godwit.runtime;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A service that runs in this JVM: all its parts, started in their order and stopped in the reverse one.
final class StartedService implements RunningService {
    private static final Logger log = LoggerFactory.getLogger(StartedService.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final ServiceParts parts;
    private final Duration grace;
    private final StartedContext context;
    private final HealthServer server;
    private final ConsumptionStatus consumption = new ConsumptionStatus();
    private final List<BackgroundLoop> works = new ArrayList<>();
    private final TopicsAtStart topics;
    private final EventLoop events;
    private final Thread starter;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final long begun = System.nanoTime();

    private StartedService(ServiceParts parts, Configuration configuration) {
        this.parts = parts;
        Settings settings = configuration.settings();
        this.grace = settings.duration(SharedSettings.SHUTDOWN_GRACE);
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        KafkaClients clients = new KafkaClients(configuration.kafka(), parts.group(), InstanceName.of(settings));
        this.context = StartedContext.of(parts.name(), configuration, clients, meters);
        HandlingMeters handlingMeters = new HandlingMeters(meters);
        RetryPolicy policy = new RetryPolicy(
                Math.toIntExact(settings.number(SharedSettings.RETRY_ATTEMPTS)),
                settings.duration(SharedSettings.RETRY_DELAY),
                settings.duration(SharedSettings.RETRY_DELAY_LONGEST));
        Map<String, RecordHandling.Route<?>> routes = new LinkedHashMap<>();
        parts.handled().forEach(handled -> routes.put(handled.topic().name(), route(handled, context)));
        parts.works()
                .forEach(work ->
                        works.add(new BackgroundLoop(work.name(), work.work().apply(context))));
        RecordHandling handling = new RecordHandling(
                routes,
                context.bytes(),
                context.deadLetters(),
                new Retry(policy),
                new Retry(policy.withoutEnd()),
                handlingMeters);
        this.events = new EventLoop(
                List.copyOf(routes.keySet()), clients, handling, handlingMeters, consumption, grace, policy);
        TreeSet<String> needed = new TreeSet<>(routes.keySet());
        needed.add(io.godwit.schemas.Topic.DEAD_LETTERS.name());
        this.topics = new TopicsAtStart(
                clients,
                settings.flag(SharedSettings.TOPICS_CREATE),
                (short) settings.number(SharedSettings.TOPICS_REPLICATION),
                needed);
        this.starter = Thread.ofPlatform().name("start").daemon().unstarted(this::begin);
        HealthChecks checks = context.checks();
        checks.check("kafka", consumption);
        checks.check("schema registry", RegistryCheck.of(settings.text(SharedSettings.REGISTRY_URL)));
        works.forEach(work -> checks.check(work.name(), work));
        this.server = new HealthServer(
                parts.name(),
                new InetSocketAddress(
                        settings.text(SharedSettings.HEALTH_HOST),
                        Math.toIntExact(settings.number(SharedSettings.HEALTH_PORT))),
                checks,
                meters);
    }

    static RunningService start(ServiceParts parts, Configuration configuration) {
        StartedService service = new StartedService(parts, configuration);
        service.starter.start();
        return service;
    }

    @Override
    public InetSocketAddress healthAddress() {
        return server.address();
    }

    @Override
    public String notReadyBecause() {
        return context.checks().problems();
    }

    @Override
    public void awaitReady(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        for (String missing = notReadyBecause(); !missing.isEmpty(); missing = notReadyBecause()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        parts.name() + " is not ready after " + longest.toMillis() + " ms: " + missing);
            }
            Thread.sleep(LOOK);
        }
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        log.info("{} stops", parts.name());
        starter.interrupt();
        List<Thread> stopping = new ArrayList<>();
        stopping.add(Thread.ofVirtual().start(() -> quietly(events::stop)));
        works.forEach(work -> stopping.add(Thread.ofVirtual().start(() -> quietly(() -> work.stop(grace)))));
        stopping.forEach(thread -> quietly(thread::join));
        context.close();
        server.close();
        log.info("{} has stopped", parts.name());
    }

    /// What can only be done once the broker is there; readiness is false until then.
    private void begin() {
        log.info(
                "{} starts; health is at http://{}:{}/health/ready",
                parts.name(),
                server.address().getHostString(),
                server.address().getPort());
        try {
            consumption.waitsFor("Looking for the broker");
            topics.await(consumption::waitsFor);
            works.forEach(BackgroundLoop::start);
            if (parts.handled().isEmpty()) {
                consumption.joined();
            } else {
                events.start();
            }
            new ReadinessLog(parts.name(), context.checks(), begun).follow();
        } catch (InterruptedException stopped) {
            log.debug("Stopped while starting", stopped);
        }
    }

    private static <T extends SpecificRecord> RecordHandling.Route<T> route(
            ServiceParts.Handled<T> handled, ServiceContext context) {
        return new RecordHandling.Route<>(handled.topic(), handled.handler().apply(context));
    }

    private interface Stop {
        void run() throws InterruptedException;
    }

    private static void quietly(Stop stop) {
        try {
            stop.run();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
