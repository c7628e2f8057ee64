package io.godwit.monitor.sample;

import io.godwit.model.DatabaseName;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.runtime.BackgroundWork;
import io.godwit.runtime.DatabaseSettings;
import io.godwit.runtime.RestartedLoop;
import io.godwit.runtime.ServiceContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The samplers of all databases, each on its own thread, so that one that cannot be reached holds up no
/// other.
public final class DatabaseSamplers implements BackgroundWork {
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);

    private final List<RestartedLoop> loops = new ArrayList<>();
    private volatile boolean closed;
    private volatile List<Thread> threads = List.of();

    public DatabaseSamplers(ServiceContext context, Duration interval) {
        for (Map.Entry<DatabaseName, DatabaseSettings> database :
                context.databases().entrySet()) {
            DatabaseSettings reachedBy = database.getValue();
            Sampler sampler = new Sampler(
                    database.getKey(),
                    new DatabaseAddress(reachedBy.url(), reachedBy.user(), reachedBy.password()),
                    context.publisher(),
                    interval);
            RestartedLoop loop = new RestartedLoop("Sampling of " + database.getKey(), sampler);
            loops.add(loop);
            context.health().check("sampling of " + database.getKey(), loop::problem);
        }
    }

    @Override
    public void run() throws InterruptedException {
        threads = loops.stream()
                .map(loop -> Thread.ofPlatform().name("sampler").daemon().start(loop::run))
                .toList();
        if (closed) {
            threads.forEach(Thread::interrupt);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(LONGEST_GOODBYE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
