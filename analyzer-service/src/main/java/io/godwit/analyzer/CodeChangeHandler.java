package io.godwit.analyzer;

import io.godwit.analyzer.history.GivenAnswers;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.events.CodeChanged;
import io.godwit.events.MigrationProgress;
import io.godwit.events.ProgressState;
import io.godwit.events.Stage;
import io.godwit.migrationevents.ChangeEvents;
import io.godwit.migrationevents.ProgressEvents;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.model.Problem;
import io.godwit.model.planning.Answers;
import io.godwit.postgres.ConnectionProblem;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.trial.IndexTrial;
import io.godwit.runtime.CopiesSettings;
import io.godwit.runtime.DatabaseSettings;
import io.godwit.runtime.EventHandler;
import io.godwit.runtime.MigrationLogging;
import io.godwit.runtime.OutgoingEvent;
import io.godwit.runtime.ServiceContext;
import io.godwit.schemas.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers each code change with a migration, with "no change", or with what is missing. It only reads
/// the database.
final class CodeChangeHandler implements EventHandler<CodeChanged> {
    private static final Logger LOG = LoggerFactory.getLogger(CodeChangeHandler.class);

    /// What limits every question to the live database.
    private static final String LIMITS = "SET statement_timeout = '30s'; SET lock_timeout = '2s';"
            + " SET idle_in_transaction_session_timeout = '30s'";

    private final ServiceContext context;
    private final GivenAnswers answers;

    /// @param answers people have given to questions about a change when it came before
    CodeChangeHandler(ServiceContext context, GivenAnswers answers) {
        this.answers = answers;
        this.context = context;
    }

    @Override
    public List<OutgoingEvent<?>> handle(CodeChanged event) throws Exception {
        DatabaseName database = databaseOf(event);
        MigrationId migration = migrationOf(event, database);
        return MigrationLogging.during(migration, () -> analyze(event, migration, database));
    }

    private List<OutgoingEvent<?>> analyze(CodeChanged event, MigrationId migration, DatabaseName database)
            throws SQLException {
        context.publisher()
                .publish(
                        Topic.MIGRATION_PROGRESS,
                        database.value(),
                        progress(migration, database, ProgressState.RUNNING, "Reading the models and the database."));
        DatabaseAddress address = addressOf(database);
        Outcome outcome = outcome(event, database, address, answers.to(migration));
        String summary = ProposalEvents.summary(outcome);
        LOG.info(
                "{} of {}: {}",
                event.getChange().getHeadRevision(),
                event.getChange().getRepository(),
                summary);
        return List.of(
                new OutgoingEvent<>(
                        Topic.MIGRATION_PROPOSED,
                        database.value(),
                        ProposalEvents.proposed(migration, database, event.getChange(), outcome)),
                new OutgoingEvent<>(
                        Topic.MIGRATION_PROGRESS,
                        database.value(),
                        progress(migration, database, ProgressState.DONE, summary)));
    }

    private Outcome outcome(CodeChanged event, DatabaseName database, DatabaseAddress address, Answers given)
            throws SQLException {
        List<FileChange> files = event.getFiles().stream()
                .map(file -> new FileChange(file.getPath(), file.getBefore(), file.getAfter()))
                .toList();
        try (Connection connection = connect(database, address)) {
            return Analysis.ofEveryLanguage(new ProjectFacts(event.getFacts()))
                    .answering(given)
                    .of(files, CatalogReader.read(connection), new DatabaseRows(connection, trial(database, address)));
        }
    }

    private Optional<IndexTrial> trial(DatabaseName database, DatabaseAddress production) {
        return CopiesSettings.of(context.settings())
                .map(copies -> new IndexTrial(
                        new DatabaseAddress(copies.url(), copies.user(), copies.password()), database, production));
    }

    private static Connection connect(DatabaseName database, DatabaseAddress address) {
        try {
            Connection connection = address.connect("godwit-analyzer");
            connection.setReadOnly(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute(LIMITS);
            }
            return connection;
        } catch (SQLException problem) {
            throw ConnectionProblem.of(database, address, problem);
        }
    }

    private DatabaseAddress addressOf(DatabaseName database) {
        DatabaseSettings settings = context.databases().get(database);
        if (settings == null) {
            throw Problem.user(
                    "DATABASE_UNKNOWN",
                    "The change names the database '" + database + "', which this analyzer is not configured for; it"
                            + " knows " + context.databases().keySet() + ". Publish it for one of those, or add "
                            + database + " to the setting 'databases'.");
        }
        return new DatabaseAddress(settings.url(), settings.user(), settings.password());
    }

    private static DatabaseName databaseOf(CodeChanged event) {
        try {
            return new DatabaseName(event.getDatabase());
        } catch (IllegalArgumentException problem) {
            throw Problem.user("DATABASE_NAME_INVALID", String.valueOf(problem.getMessage()), problem);
        }
    }

    private static MigrationId migrationOf(CodeChanged event, DatabaseName database) {
        return ChangeEvents.fromEvent(event.getChange()).migrationIn(database);
    }

    @Override
    public List<OutgoingEvent<?>> givenUp(CodeChanged event, Exception cause) {
        DatabaseName database;
        try {
            database = databaseOf(event);
        } catch (Problem nobodyToTell) {
            LOG.warn("The dead letter alone tells of this change: {}", nobodyToTell.getMessage());
            return List.of();
        }
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return List.of(new OutgoingEvent<>(
                Topic.MIGRATION_PROGRESS,
                database.value(),
                progress(migrationOf(event, database), database, ProgressState.FAILED, message)));
    }

    private static MigrationProgress progress(
            MigrationId migration, DatabaseName database, ProgressState state, String message) {
        return ProgressEvents.progress(migration, database, Stage.ANALYZE, state, message);
    }
}
