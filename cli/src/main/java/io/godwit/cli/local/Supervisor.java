package io.godwit.cli.local;

import io.godwit.stack.process.LeashedProcess;
import io.godwit.stack.process.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Keeps services running: starts again those that end, after a pause that grows while they keep ending. One that does
/// not accept its configuration would not do so the next time either, and is left alone.
public final class Supervisor implements AutoCloseable {
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(30);
    private static final int CONFIGURATION_REFUSED = 2;

    private final List<ServiceProgram> services;
    private final Consumer<String> say;
    private final ExecutorService watchers = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;

    private Supervisor(List<ServiceProgram> services, Consumer<String> say) {
        this.services = List.copyOf(services);
        this.say = say;
    }

    /// Starts the services.
    ///
    /// @param say told in one sentence when a service ended and is started again
    public static Supervisor start(List<ServiceProgram> services, Consumer<String> say) {
        Supervisor supervisor = new Supervisor(services, say);
        services.forEach(service -> supervisor.watchers.execute(() -> supervisor.keepRunning(service)));
        return supervisor;
    }

    public List<ServiceProgram> services() {
        return services;
    }

    /// What services have said that do not accept their configuration.
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    /// Waits until every service is ready, or one refuses its configuration; returns those that are not within the
    /// limit.
    public List<ServiceProgram> awaitReady(Duration limit) {
        Instant deadline = Instant.now().plus(limit);
        return services.stream()
                .filter(service -> !Readiness.await(
                        Duration.between(Instant.now(), deadline),
                        service::isReady,
                        () -> closing || !refusals.isEmpty()))
                .toList();
    }

    private void keepRunning(ServiceProgram service) {
        RestartPause pause = RestartPause.FIRST;
        while (!closing) {
            Instant started = Instant.now();
            long logged = service.logged();
            try (LeashedProcess process = service.start()) {
                while (process.isAlive() && !closing) {
                    sleep(Duration.ofMillis(50));
                }
                if (closing) {
                    return;
                }
                if (process.exitStatus() == CONFIGURATION_REFUSED) {
                    refusals.add(service.loggedSince(logged));
                    return;
                }
                pause = pause.after(Duration.between(started, Instant.now()));
                say.accept("%s ended (status %d) and is started again%s. Its log: %s"
                        .formatted(service.name(), process.exitStatus(), pause.words(), service.log()));
            }
            sleep(pause.length());
        }
    }

    private void sleep(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException interrupted) {
            closing = true;
            Thread.currentThread().interrupt();
        }
    }

    /// Stops all services at once and waits until they have.
    @Override
    public void close() {
        closing = true;
        watchers.shutdown();
        try {
            if (!watchers.awaitTermination(TIME_TO_STOP.toSeconds(), TimeUnit.SECONDS)) {
                say.accept("Some services did not stop within " + TIME_TO_STOP.toSeconds() + " s and were killed.");
                watchers.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            watchers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
