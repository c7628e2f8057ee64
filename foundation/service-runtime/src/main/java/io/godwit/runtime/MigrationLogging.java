package io.godwit.runtime;

import io.godwit.model.MigrationId;
import java.util.concurrent.Callable;
import org.slf4j.MDC;

/// Puts the migration's id on the log lines written while something is done for it. The runtime does so for events that
/// carry a `migrationId`; handlers of other events and background work do it themselves.
public final class MigrationLogging {
    /// The name of the id in a log line.
    public static final String MIGRATION_ID = "migrationId";

    private MigrationLogging() {}

    /// Until the result is closed, this thread's log lines carry the id; afterwards they carry what they did before.
    public static Scope during(MigrationId migration) {
        return during(migration.toString());
    }

    static Scope during(String migration) {
        String before = MDC.get(MIGRATION_ID);
        MDC.put(MIGRATION_ID, migration);
        return () -> {
            if (before == null) {
                MDC.remove(MIGRATION_ID);
            } else {
                MDC.put(MIGRATION_ID, before);
            }
        };
    }

    /// Does the work with the id on its log lines.
    ///
    /// @throws Exception whatever the work throws
    public static <R> R during(MigrationId migration, Callable<R> work) throws Exception {
        try (Scope _ = during(migration)) {
            return work.call();
        }
    }

    /// Ends with `close`, which throws nothing.
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
