package io.godwit.monitor.sample;

import io.godwit.events.DatabaseMetrics;
import io.godwit.events.ErrorMetrics;
import io.godwit.model.DatabaseName;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.runtime.EventPublisher;
import io.godwit.runtime.RestartedLoop;
import io.godwit.schemas.Topic;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Publishes what one database did, interval by interval. Of several instances only one samples: the one that holds an
/// advisory lock in the database; the others wait for it.
final class Sampler implements RestartedLoop.Work {
    private final DatabaseName database;
    private final DatabaseAddress address;
    private final EventPublisher publisher;
    private final Duration interval;

    Sampler(DatabaseName database, DatabaseAddress address, EventPublisher publisher, Duration interval) {
        this.database = database;
        this.address = address;
        this.publisher = publisher;
        this.interval = interval;
    }

    @Override
    public void run(RestartedLoop.Running running) throws Exception {
        try (Connection connection = address.connect(database, "godwit-monitor")) {
            prepare(connection);
            while (!isOurs(connection)) {
                running.well();
                Thread.sleep(interval);
            }
            StatementStatistics statements = StatementStatistics.open(connection);
            DatabaseCounters counters = new DatabaseCounters();
            TableStatistics tables = new TableStatistics();
            ErrorCounts errors = ErrorCounts.open(connection, database);
            sample(connection, statements, counters, tables, errors, Instant.now());
            Instant from = now();
            Instant next = from;
            while (true) {
                running.well();
                next = next.plus(interval);
                Instant now = Instant.now();
                next = next.isBefore(now) ? now.plus(interval) : next;
                Thread.sleep(Duration.between(now, next));
                DatabaseMetrics metrics = sample(connection, statements, counters, tables, errors, from);
                publisher.publish(Topic.DATABASE_METRICS, database.value(), metrics);
                from = metrics.getTo();
            }
        }
    }

    private DatabaseMetrics sample(
            Connection connection,
            StatementStatistics statements,
            DatabaseCounters counters,
            TableStatistics tables,
            ErrorCounts errors,
            Instant from)
            throws SQLException {
        DatabaseMetrics.Builder metrics = DatabaseMetrics.newBuilder()
                .setDatabase(database.value())
                .setFrom(from.truncatedTo(ChronoUnit.MILLIS))
                .setQueries(statements.sinceLastTime(connection))
                .setTables(tables.sinceLastTime(connection));
        List<ErrorMetrics> failures = errors.sinceLastTime(connection);
        metrics.setErrors(errors.areKnown() ? failures : null);
        counters.sinceLastTime(connection, metrics);
        Activity.read(connection, metrics);
        return metrics.setTo(now()).build();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Nothing the sampler asks may hold up anybody, nor wait for anybody.
    private static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '200ms'");
            statement.execute("set statement_timeout = '30s'");
        }
    }

    private static boolean isOurs(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select pg_try_advisory_lock(hashtextextended('godwit.sampler', 0))")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
