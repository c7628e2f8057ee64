package io.godwit.monitor.sample;

import io.godwit.events.ErrorMetrics;
import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import io.godwit.postgres.log.LogEntry;
import io.godwit.postgres.log.LogPosition;
import io.godwit.postgres.log.QueryLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Failures since the last look, by SQLSTATE, from the server's log.
final class ErrorCounts {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorCounts.class);
    private static final int LONGEST_EXAMPLE = 1000;
    /// Megabytes read in one look; a log that grows faster is caught up with by leaving some of it out.
    private static final int MOST_CHUNKS = 32;

    /// How often, and the first of them.
    private record Failures(long count, LogEntry.ErrorLogged first) {
        Failures plus(Failures later) {
            return new Failures(count + later.count, first);
        }
    }

    private final Optional<QueryLog> log;
    private Optional<LogPosition> position;

    private ErrorCounts(Optional<QueryLog> log, Optional<LogPosition> position) {
        this.log = log;
        this.position = position;
    }

    /// Where the log cannot be read, errors are not known; that is logged once, with what to do.
    static ErrorCounts open(Connection connection, DatabaseName database) throws SQLException {
        try {
            QueryLog log = QueryLog.openForErrors(connection);
            return new ErrorCounts(Optional.of(log), Optional.of(log.end(connection)));
        } catch (Problem unreadable) {
            LOG.warn("Errors in {} are not counted: {}", database, unreadable.getMessage());
            return new ErrorCounts(Optional.empty(), Optional.empty());
        }
    }

    boolean areKnown() {
        return log.isPresent();
    }

    /// Empty also if they are not known.
    List<ErrorMetrics> sinceLastTime(Connection connection) throws SQLException {
        Map<String, Failures> failures = new LinkedHashMap<>();
        if (log.isPresent() && position.isPresent()) {
            QueryLog.Chunk chunk = log.get().read(connection, position.get());
            for (int i = 0; i < MOST_CHUNKS; i++) {
                count(chunk, failures);
                if (chunk.atEnd()) {
                    break;
                }
                chunk = log.get().read(connection, chunk.next());
            }
            position = Optional.of(chunk.atEnd() ? chunk.next() : log.get().end(connection));
        }
        List<ErrorMetrics> metrics = new ArrayList<>();
        failures.forEach((sqlState, found) -> metrics.add(ErrorMetrics.newBuilder()
                .setSqlState(sqlState)
                .setCount(found.count())
                .setExample(cut(found.first().message()))
                .setStatement(cut(found.first().statement().orElse("")))
                .build()));
        return metrics;
    }

    private static void count(QueryLog.Chunk chunk, Map<String, Failures> failures) {
        for (LogEntry entry : chunk.entries()) {
            if (entry instanceof LogEntry.ErrorLogged error) {
                failures.merge(error.sqlState(), new Failures(1, error), Failures::plus);
            }
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_EXAMPLE ? text : text.substring(0, LONGEST_EXAMPLE) + "…";
    }
}
