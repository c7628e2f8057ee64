package io.godwit.capture;

import io.godwit.model.DatabaseName;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.runtime.BackgroundWork;
import io.godwit.runtime.DatabaseSettings;
import io.godwit.runtime.RestartedLoop;
import io.godwit.runtime.RestartedLoops;
import io.godwit.runtime.ServiceContext;
import java.util.List;
import java.util.Map;

/// All captures of the service: up to two per database.
final class DatabaseCaptures implements BackgroundWork {
    private final LogPositions positions;
    private final RestartedLoops loops = new RestartedLoops();

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
            RestartedLoop loop = loops.add("Query log capture of " + name, capture);
            context.health().check("query log of " + name, () -> loop.problem().or(capture::silence));
        }
        if (settings.fromChanges()) {
            ChangeCapture capture = new ChangeCapture(name, address, statements, context.publisher(), settings);
            RestartedLoop loop = loops.add("Change capture of " + name, capture);
            context.health().check("changes of " + name, () -> loop.problem().or(capture::lag));
        }
    }

    @Override
    public void run() throws InterruptedException {
        loops.run();
    }

    @Override
    public void close() {
        loops.close();
        positions.close();
    }

    /// For people and tests: what is wrong with the captures now.
    List<String> problems() {
        return loops.problems();
    }
}
