package io.godwit.migrationevents;

import io.godwit.events.MigrationProgress;
import io.godwit.events.ProgressState;
import io.godwit.events.Stage;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// What a stage tells of a migration while it works.
public final class ProgressEvents {
    private ProgressEvents() {}

    /// A word about a migration, now, without rows to count.
    public static MigrationProgress progress(
            MigrationId migration, DatabaseName database, Stage stage, ProgressState state, String message) {
        return MigrationProgress.newBuilder()
                .setMigrationId(migration.value())
                .setDatabase(database.value())
                .setStage(stage)
                .setState(state)
                .setMessage(message)
                .setBlockedBy(List.of())
                .setAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }
}
