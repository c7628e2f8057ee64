package io.godwit.shadow;

import io.godwit.events.MigrationValidated;
import io.godwit.events.ProgressState;
import io.godwit.events.ShadowTested;
import io.godwit.events.Stage;
import io.godwit.events.Verdict;
import io.godwit.migrationevents.ProgressEvents;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.model.Problem;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.runtime.CapturedQueryReader;
import io.godwit.runtime.DatabaseSettings;
import io.godwit.runtime.EventHandler;
import io.godwit.runtime.OutgoingEvent;
import io.godwit.runtime.ServiceContext;
import io.godwit.schemas.Topic;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tests each validated migration that was not rejected. It leaves nothing behind: asked for the same migration twice,
/// it starts from the beginning.
final class ShadowTestHandler implements EventHandler<MigrationValidated> {
    private static final Logger log = LoggerFactory.getLogger(ShadowTestHandler.class);

    private final ServiceContext context;
    private final ShadowSettings settings;
    private final Copies copies;

    ShadowTestHandler(ServiceContext context, ShadowSettings settings, Copies copies) {
        this.context = context;
        this.settings = settings;
        this.copies = copies;
    }

    @Override
    public List<OutgoingEvent<?>> handle(MigrationValidated event) throws Exception {
        if (event.getVerdict() == Verdict.REJECTED) {
            log.info("Not tested: the validator rejected it ({})", event.getReason());
            return List.of();
        }
        DatabaseName database = new DatabaseName(event.getDatabase());
        DatabaseAddress production = production(database);
        progress(event, ProgressState.RUNNING, "looks at the copy of " + database);
        CapturedQueryReader reader = new CapturedQueryReader(context.kafka(), context.serdes());
        ShadowTest test = new ShadowTest(
                settings, copies.server(), production, message -> progress(event, ProgressState.RUNNING, message));
        Instant since = Instant.now().minus(settings.window());
        ShadowTested tested = test.run(
                event, captured -> reader.read(database.value(), since, settings.mostStatements(), captured::add));
        progress(event, ProgressState.DONE, tested.getReason());
        return List.of(new OutgoingEvent<>(Topic.SHADOW_TESTED, event.getDatabase(), tested));
    }

    @Override
    public List<OutgoingEvent<?>> givenUp(MigrationValidated event, Exception cause) {
        return List.of(new OutgoingEvent<>(
                Topic.MIGRATION_PROGRESS,
                event.getDatabase(),
                ProgressEvents.progress(
                        new MigrationId(event.getMigrationId()),
                        new DatabaseName(event.getDatabase()),
                        Stage.SHADOW_TEST,
                        ProgressState.FAILED,
                        "the shadow test could not be done: " + cause.getMessage())));
    }

    private DatabaseAddress production(DatabaseName database) {
        DatabaseSettings found = context.databases().get(database);
        if (found == null) {
            throw Problem.user(
                    "DATABASE_UNKNOWN",
                    "database '" + database
                            + "' is not among the shadow tester's databases: add it to 'databases' and set"
                            + " database." + database + ".url");
        }
        return new DatabaseAddress(found.url(), found.user(), found.password());
    }

    private void progress(MigrationValidated event, ProgressState state, String message) {
        log.info("{}", message);
        context.publisher()
                .publish(
                        Topic.MIGRATION_PROGRESS,
                        event.getDatabase(),
                        ProgressEvents.progress(
                                new MigrationId(event.getMigrationId()),
                                new DatabaseName(event.getDatabase()),
                                Stage.SHADOW_TEST,
                                state,
                                message));
    }
}
