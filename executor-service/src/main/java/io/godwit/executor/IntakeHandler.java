package io.godwit.executor;

import io.godwit.events.CommandAnswer;
import io.godwit.events.CommandOutcome;
import io.godwit.events.MigrationCommand;
import io.godwit.events.MigrationProgress;
import io.godwit.events.ProgressState;
import io.godwit.events.Stage;
import io.godwit.migrationevents.ProgressEvents;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.runtime.EventHandler;
import io.godwit.runtime.OutgoingEvent;
import io.godwit.schemas.Topic;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/// Takes an event into the ledger, or says to whoever waits that it could not: a command that nobody can take in is
/// answered, because whoever gave it would believe that it is still to come.
///
/// @param taken  writes it into the ledger
/// @param untold what is told about one that could not be taken in, and why
record IntakeHandler<T extends SpecificRecord>(Consumer<T> taken, BiFunction<T, String, MigrationProgress> untold)
        implements EventHandler<T> {

    @Override
    public List<OutgoingEvent<?>> handle(T event) {
        taken.accept(event);
        return List.of();
    }

    @Override
    public List<OutgoingEvent<?>> givenUp(T event, Exception cause) {
        MigrationProgress told = untold.apply(event, "The executor could not take it in: " + cause.getMessage());
        return List.of(new OutgoingEvent<>(Topic.MIGRATION_PROGRESS, told.getDatabase(), told));
    }

    static MigrationProgress failed(UUID migration, String database, String why) {
        return ProgressEvents.progress(
                new MigrationId(migration),
                new DatabaseName(database),
                Stage.APPLY,
                ProgressState.FAILED,
                why + ". Mend that and submit the change again.");
    }

    /// Where the migration stands is not known here: an answer that refuses says nothing about it.
    static MigrationProgress refused(MigrationCommand command, String why) {
        return MigrationProgress.newBuilder(ProgressEvents.progress(
                        new MigrationId(command.getMigrationId()),
                        new DatabaseName(command.getDatabase()),
                        Stage.APPLY,
                        ProgressState.WAITING,
                        why + ". Nothing was changed by it. Mend that and give the command again."))
                .setAnswers(new CommandAnswer(command.getCommandId(), CommandOutcome.REFUSED))
                .build();
    }
}
