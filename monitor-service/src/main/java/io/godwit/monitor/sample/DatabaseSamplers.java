package io.godwit.monitor.sample;

import io.godwit.model.DatabaseName;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.runtime.BackgroundWork;
import io.godwit.runtime.DatabaseSettings;
import io.godwit.runtime.RestartedLoop;
import io.godwit.runtime.RestartedLoops;
import io.godwit.runtime.ServiceContext;
import java.time.Duration;
import java.util.Map;

/// The samplers of all databases.
public final class DatabaseSamplers implements BackgroundWork {
    private final RestartedLoops loops = new RestartedLoops();

    public DatabaseSamplers(ServiceContext context, Duration interval) {
        for (Map.Entry<DatabaseName, DatabaseSettings> database :
                context.databases().entrySet()) {
            DatabaseSettings reachedBy = database.getValue();
            Sampler sampler = new Sampler(
                    database.getKey(),
                    new DatabaseAddress(reachedBy.url(), reachedBy.user(), reachedBy.password()),
                    context.publisher(),
                    interval);
            RestartedLoop loop = loops.add("Sampling of " + database.getKey(), sampler);
            context.health().check("sampling of " + database.getKey(), loop::problem);
        }
    }

    @Override
    public void run() throws InterruptedException {
        loops.run();
    }

    @Override
    public void close() {
        loops.close();
    }
}
