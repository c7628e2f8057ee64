package io.godwit.analyzer;

import io.godwit.analyzer.history.SubmittedChanges;
import io.godwit.events.Answer;
import io.godwit.events.CodeChanged;
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
    private final SubmittedChanges submitted;

    AnswerHandler(CodeChangeHandler changes, SubmittedChanges submitted) {
        this.changes = changes;
        this.submitted = submitted;
    }

    @Override
    public List<OutgoingEvent<?>> handle(MigrationCommand command) throws Exception {
        if (!(command.getCommand() instanceof Answer answer)) {
            return List.of();
        }
        MigrationId migration = new MigrationId(command.getMigrationId());
        Optional<CodeChanged> change = submitted.of(migration);
        if (change.isPresent()) {
            return changes.handle(change.get());
        }
        DatabaseName database = new DatabaseName(command.getDatabase());
        return List.of(new OutgoingEvent<>(
                Topic.MIGRATION_PROGRESS,
                database.value(),
                ProgressEvents.progress(
                        migration,
                        database,
                        Stage.ANALYZE,
                        ProgressState.FAILED,
                        "The answer to " + answer.getQuestionId()
                                + " is for a migration no code change was ever submitted for: look its id up"
                                + " with 'godwit status'.")));
    }
}
