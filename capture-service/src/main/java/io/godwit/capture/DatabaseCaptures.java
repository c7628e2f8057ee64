package io.godwit.capture;

import io.godwit.model.DatabaseName;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.runtime.BackgroundWork;
import io.godwit.runtime.DatabaseSettings;
import io.godwit.runtime.RestartedLoop;
import io.godwit.runtime.ServiceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All captures of the service: up to two per database, each on its own thread, so that a database that
/// cannot be
/// reached
/// holds up no other.
final class DatabaseCaptures implements BackgroundWork {
    private final LogPositions positions;
    private final List<RestartedLoop> loops = new ArrayList<>();
    private volatile boolean closed;
    private volatile List<Thread> threads = List.of();

    DatabaseCaptures(ServiceContext context) {
        CaptureSettings settings = CaptureSettings.of(context.settings());
        this.positions = new LogPositions(context.kafka());
        for (Map.Entry<DatabaseName, DatabaseSettings> database :
                context.databases().entrySet()) {
            add(context, settings, database.getKey(), database.getValue());
        }
    }

    private void add(ServiceContext context, CaptureSettings settings, DatabaseName name, DatabaseSettings reachedBy) {
        DatabaseAddress address = new DatabaseAddress(reachedBy.url(), reachedBy.user(), reachedBy.password());
        CapturedStatements statements = new CapturedStatements(name, settings);
        if (settings.fromQueryLog()) {
            QueryLogCapture capture =
                    new QueryLogCapture(name, address, statements, context.publisher(), positions, settings);
            RestartedLoop loop = new RestartedLoop("Query log capture of " + name, capture);
            loops.add(loop);
            context.health().check("query log of " + name, () -> loop.problem().or(capture::silence));
        }
        if (settings.fromChanges()) {
            ChangeCapture capture = new ChangeCapture(name, address, statements, context.publisher(), settings);
            RestartedLoop loop = new RestartedLoop("Change capture of " + name, capture);
            loops.add(loop);
            context.health().check("changes of " + name, () -> loop.problem().or(capture::lag));
        }
    }

    @Override
    public void run() throws InterruptedException {
        threads = loops.stream()
                .map(loop -> Thread.ofPlatform().name("capture").daemon().start(loop::run))
                .toList();
        if (closed) {
            close();
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
                thread.join(java.time.Duration.ofSeconds(10));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        positions.close();
    }

    /// For people and tests: what is wrong with the captures now.
    List<String> problems() {
        return loops.stream()
                .map(RestartedLoop::problem)
                .flatMap(Optional::stream)
                .toList();
    }
}
