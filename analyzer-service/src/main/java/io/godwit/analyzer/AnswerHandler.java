package io.godwit.analyzer;

import io.godwit.events.Answer;
import io.godwit.events.MigrationCommand;
import io.godwit.events.ProgressState;
import io.godwit.events.Stage;
import io.godwit.migrationevents.ProgressEvents;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.runtime.EventHandler;
import io.godwit.runtime.OutgoingEvent;
import io.godwit.schemas.Topic;
import java.util.List;
import java.util.Optional;

/// Plans a change anew when somebody has answered one of its questions. Other commands are the executor's.
final class AnswerHandler implements EventHandler<MigrationCommand> {
    private final CodeChangeHandler changes;
    private final RecentChanges recent;

    AnswerHandler(CodeChangeHandler changes, RecentChanges recent) {
        this.changes = changes;
        this.recent = recent;
    }

    @Override
    public List<OutgoingEvent<?>> handle(MigrationCommand command) throws Exception {
        if (!(command.getCommand() instanceof Answer answer)) {
            return List.of();
        }
        MigrationId migration = new MigrationId(command.getMigrationId());
        Optional<RecentChanges.Change> change = recent.answered(migration, answer.getQuestionId(), answer.getAnswer());
        if (change.isPresent()) {
            return changes.analyze(change.get().event(), change.get().answers());
        }
        DatabaseName database = new DatabaseName(command.getDatabase());
        return List.of(
                new OutgoingEvent<>(
                        Topic.MIGRATION_PROGRESS,
                        database.value(),
                        ProgressEvents.progress(
                                migration,
                                database,
                                Stage.ANALYZE,
                                ProgressState.FAILED,
                                "The answer to " + answer.getQuestionId()
                                        + " came after the analyzer had forgotten the change: submit the change again, then answer.")));
    }
}
