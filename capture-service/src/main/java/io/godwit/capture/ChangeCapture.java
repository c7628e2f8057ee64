package io.godwit.capture;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.godwit.events.CapturedQuery;
import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.runtime.EventPublisher;
import io.godwit.runtime.RestartedLoop;
import io.godwit.schemas.Topic;
import java.io.IOException;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes the row changes and journalled statements of one database, through Debezium inside this
/// process.
///
/// The position is the replication slot's own: it moves on only when what came before it is on the broker. Killed at
/// any moment, the service publishes some changes twice and none never; transaction and sequence tell which are the
/// same.
final class ChangeCapture implements RestartedLoop.Work {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeCapture.class);

    private final DatabaseName database;
    private final DatabaseAddress address;
    private final ChangeEvents events;
    private final EventPublisher publisher;
    private final CaptureSettings settings;
    private final Publication publication;
    private final ReplicationSlot slot;
    private volatile Optional<String> lag = Optional.empty();
    private long unpublishedTables;

    ChangeCapture(
            DatabaseName database,
            DatabaseAddress address,
            CapturedStatements statements,
            EventPublisher publisher,
            CaptureSettings settings) {
        this.database = database;
        this.address = address;
        this.events = new ChangeEvents(database, statements, settings.masking());
        this.publisher = publisher;
        this.settings = settings;
        String name = settings.slotPrefix() + database.value().replaceAll("[^a-z0-9_]", "_");
        this.publication = new Publication(name);
        this.slot = new ReplicationSlot(name);
    }

    /// Whether the slot holds back too much of the write-ahead log.
    Optional<String> lag() {
        return lag;
    }

    @Override
    public void run(RestartedLoop.Running running) throws Exception {
        try (Connection connection = address.connect(database, "godwit-capture")) {
            slot.prepare(connection, address);
            publish(connection);
            CompletableFuture<Void> ended = new CompletableFuture<>();
            try (DebeziumEngine<?> engine = engine(running, ended)) {
                Thread.ofPlatform().name("changes-" + database).daemon().start(engine);
                while (!isOver(ended)) {
                    publish(connection);
                    lag = slot.problem(connection, settings.walWarningBytes());
                }
            } catch (IOException closing) {
                LOG.debug("closing the change capture of {}", database, closing);
            }
        }
    }

    private void publish(Connection connection) throws Exception {
        long left = publication.refresh(connection);
        if (left != unpublishedTables && left > 0) {
            LOG.info(
                    "{} tables of {} have no primary key, are not ours to publish or are being changed; their row changes are not captured",
                    left,
                    database);
        }
        unpublishedTables = left;
    }

    private DebeziumEngine<?> engine(RestartedLoop.Running running, CompletableFuture<Void> ended) {
        return DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(ConnectorSettings.of(database, address, slot.name()))
                .using(new DebeziumEngine.ConnectorCallback() {
                    @Override
                    public void pollingStarted() {
                        running.well();
                    }
                })
                .using((success, message, error) -> {
                    if (success) {
                        ended.complete(null);
                    } else {
                        ended.completeExceptionally(ConnectorFailure.explained(database, message, error));
                    }
                })
                .notifying(this::take)
                .build();
    }

    private void take(
            List<RecordChangeEvent<SourceRecord>> batch,
            DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        for (RecordChangeEvent<SourceRecord> event : batch) {
            Optional<CapturedQuery> query = events.of(event.record());
            query.ifPresent(captured -> publisher.publish(Topic.CAPTURED_QUERIES, captured.getSession(), captured));
        }
        publisher.flush();
        for (RecordChangeEvent<SourceRecord> event : batch) {
            committer.markProcessed(event);
        }
        committer.markBatchFinished();
    }

    /// Waits as long as the tables are not to be looked at again.
    private boolean isOver(CompletableFuture<Void> ended) throws InterruptedException {
        try {
            ended.get(settings.tablesInterval().toMillis(), TimeUnit.MILLISECONDS);
            throw Problem.environment("CAPTURE_ENDED", "the connection for row changes of " + database + " ended");
        } catch (TimeoutException stillRunning) {
            return false;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException problem
                    ? problem
                    : new IllegalStateException(failed.getCause());
        }
    }
}
