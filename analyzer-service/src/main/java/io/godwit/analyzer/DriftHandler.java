package io.godwit.analyzer;

import io.godwit.analyzer.history.SubmittedChanges;
import io.godwit.events.Applied;
import io.godwit.events.CodeChanged;
import io.godwit.events.MigrationProposed;
import io.godwit.events.ProgressState;
import io.godwit.events.ProposedPlan;
import io.godwit.events.Stage;
import io.godwit.migrationevents.ProgressEvents;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.runtime.EventHandler;
import io.godwit.runtime.OutgoingEvent;
import io.godwit.schemas.Topic;
import java.util.List;
import java.util.Optional;

/// Plans a change anew when the executor has refused its plan because the database is no longer the one it was made
/// for: when an earlier migration was applied in between, for example. What a person approved was the other plan, so
/// the new one goes the whole way again.
final class DriftHandler implements EventHandler<Applied> {
    private final CodeChangeHandler changes;
    private final SubmittedChanges submitted;

    DriftHandler(CodeChangeHandler changes, SubmittedChanges submitted) {
        this.changes = changes;
        this.submitted = submitted;
    }

    @Override
    public List<OutgoingEvent<?>> handle(Applied applied) throws Exception {
        if (applied.getDriftedTo().isEmpty()) {
            return List.of();
        }
        Optional<CodeChanged> change = submitted.of(new MigrationId(applied.getMigrationId()));
        if (change.isEmpty()) {
            return List.of(again(applied, "its code change is no longer in the log"));
        }
        List<OutgoingEvent<?>> planned = changes.handle(change.get());
        return planned.stream().anyMatch(event -> isForAnother(event, applied))
                ? List.of(again(applied, "the database has changed once more since"))
                : planned;
    }

    /// The executor would refuse it as well, and so on without an end where the two do not see the same database.
    private static boolean isForAnother(OutgoingEvent<?> event, Applied applied) {
        return event.event() instanceof MigrationProposed proposed
                && proposed.getOutcome() instanceof ProposedPlan plan
                && !plan.getPlan().getCatalogHash().equals(applied.getDriftedTo());
    }

    private static OutgoingEvent<?> again(Applied applied, String why) {
        DatabaseName database = new DatabaseName(applied.getDatabase());
        return new OutgoingEvent<>(
                Topic.MIGRATION_PROGRESS,
                database.value(),
                ProgressEvents.progress(
                        new MigrationId(applied.getMigrationId()),
                        database,
                        Stage.ANALYZE,
                        ProgressState.FAILED,
                        "Not planned anew: " + why + ". Submit the change again."));
    }
}
