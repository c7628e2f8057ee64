package io.godwit.capture;

import io.godwit.model.DatabaseName;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.log.LogEntry;
import io.godwit.postgres.log.LogPosition;
import io.godwit.postgres.log.QueryLog;
import io.godwit.runtime.EventPublisher;
import io.godwit.runtime.RestartedLoop;
import io.godwit.schemas.Topic;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Publishes the statements of one database's query log. A position is kept only when what was read before it is on the
/// broker: killed at any moment, it publishes some statements twice and none never. Session and sequence tell who reads
/// them which are the same.
final class QueryLogCapture implements RestartedLoop.Work {
    private static final Duration POSITION_KEPT_EVERY = Duration.ofSeconds(1);
    private static final Duration SILENCE_LOOKED_AT_EVERY = Duration.ofSeconds(30);

    private final DatabaseName database;
    private final DatabaseAddress address;
    private final CapturedStatements statements;
    private final EventPublisher publisher;
    private final LogPositions positions;
    private final CaptureSettings settings;
    private volatile Optional<String> silence = Optional.empty();

    QueryLogCapture(
            DatabaseName database,
            DatabaseAddress address,
            CapturedStatements statements,
            EventPublisher publisher,
            LogPositions positions,
            CaptureSettings settings) {
        this.database = database;
        this.address = address;
        this.statements = statements;
        this.publisher = publisher;
        this.positions = positions;
        this.settings = settings;
    }

    /// Why nothing will be in the log, and what to do; empty if somebody's statements are logged.
    Optional<String> silence() {
        return silence;
    }

    @Override
    public void run(RestartedLoop.Running running) throws Exception {
        try (Connection connection = address.connect(database, "godwit-capture")) {
            QueryLog log = QueryLog.open(connection);
            Optional<LogPosition> kept = positions.get(database);
            LogPosition position = kept.isPresent() ? kept.get() : log.end(connection);
            positions.keep(database, position);
            LogPosition lastKept = position;
            Instant keepAt = Instant.now();
            Instant lookAt = Instant.MIN;
            while (true) {
                if (Instant.now().isAfter(lookAt)) {
                    silence = StatementLogging.silence(connection, settings.roles());
                    lookAt = Instant.now().plus(SILENCE_LOOKED_AT_EVERY);
                }
                QueryLog.Chunk chunk = log.read(connection, position);
                for (LogEntry entry : chunk.entries()) {
                    statements
                            .of(entry)
                            .ifPresent(query -> publisher.publish(Topic.CAPTURED_QUERIES, query.getSession(), query));
                }
                position = chunk.next();
                running.well();
                if (!position.equals(lastKept)
                        && (chunk.atEnd() || Instant.now().isAfter(keepAt))) {
                    publisher.flush();
                    positions.keep(database, position);
                    lastKept = position;
                    keepAt = Instant.now().plus(POSITION_KEPT_EVERY);
                }
                if (chunk.atEnd()) {
                    Thread.sleep(settings.logInterval());
                }
            }
        }
    }
}
