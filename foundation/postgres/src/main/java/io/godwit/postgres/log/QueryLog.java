package io.godwit.postgres.log;

import io.godwit.model.Problem;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the query log of one database over SQL, without a foot on the server. Not safe for use by
/// several threads.
///
/// Sees what sessions of the connection's database do, without Godwit's own (application_name beginning with `godwit`).
/// Follows the log through its rotation. Whoever keeps [Chunk#next()] can go on there after a restart; what was read
/// but not kept is read again.
public final class QueryLog {
    /// What one reading brought.
    ///
    /// @param entries statements and errors in the order of the log
    /// @param next    where the next reading begins
    /// @param atEnd   true if there was nothing more when it was read
    public record Chunk(List<LogEntry> entries, LogPosition next, boolean atEnd) {
        public Chunk {
            entries = List.copyOf(entries);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(QueryLog.class);
    /// Quotes inside a JSON text are escaped, so this is never part of one.
    private static final byte[] SUCCESS = "\"error_severity\":\"LOG\"".getBytes(StandardCharsets.UTF_8);

    private static final int CHUNK_BYTES = 1 << 20;
    /// Lines longer than this are given up.
    private static final int LONGEST_LINE_BYTES = 64 << 20;

    private final LogFiles files;
    private final JsonLog lines;
    private final String database;
    private final boolean errorsOnly;

    private QueryLog(LogFiles files, JsonLog lines, String database, boolean errorsOnly) {
        this.files = files;
        this.lines = lines;
        this.database = database;
        this.errorsOnly = errorsOnly;
    }

    /// The query log of the database a connection is for.
    ///
    /// @throws Problem if the server writes no JSON log, or the role may not read it; the message names the
    /// setting or the grant
    public static QueryLog open(Connection connection) throws SQLException {
        return open(connection, false);
    }

    /// The same, but only errors are read; statements that succeeded cost next to nothing.
    ///
    /// @throws Problem as [#open(Connection)]
    public static QueryLog openForErrors(Connection connection) throws SQLException {
        return open(connection, true);
    }

    private static QueryLog open(Connection connection, boolean errorsOnly) throws SQLException {
        LogFiles files = LogFiles.open(connection);
        return new QueryLog(files, new JsonLog(zone(files.timezone())), connection.getCatalog(), errorsOnly);
    }

    /// The end of the log as it is now.
    public LogPosition end(Connection connection) throws SQLException {
        LogFiles.File newest = newest(files.list(connection));
        return new LogPosition(newest.name(), newest.bytes());
    }

    /// Reads on from a position, about a megabyte at most.
    public Chunk read(Connection connection, LogPosition from) throws SQLException {
        // Listed before reading: if a newer file was there by then, the one read is complete.
        List<LogFiles.File> before = files.list(connection);
        Optional<LogFiles.File> current =
                before.stream().filter(file -> file.name().equals(from.file())).findFirst();
        if (current.isEmpty()) {
            LOG.warn(
                    "The log file {} is gone; what was not read of it is lost. Reading goes on with the next one.",
                    from.file());
            return new Chunk(List.of(), after(before, from.file()), false);
        }
        long offset = current.get().bytes() < from.offset() ? 0 : from.offset();
        byte[] bytes = files.bytes(connection, from.file(), offset, CHUNK_BYTES);
        int end = lastLineEnd(bytes);
        if (end == 0 && bytes.length == CHUNK_BYTES) {
            bytes = files.bytes(connection, from.file(), offset, LONGEST_LINE_BYTES);
            end = lastLineEnd(bytes);
            if (end == 0 && bytes.length == LONGEST_LINE_BYTES) {
                LOG.warn("A line of {} in the log file {} is too long and was left out.", bytes.length, from.file());
                return new Chunk(List.of(), new LogPosition(from.file(), offset + bytes.length), false);
            }
        }
        if (end == 0) {
            int index = before.indexOf(current.get());
            boolean last = index == before.size() - 1;
            return new Chunk(
                    List.of(),
                    last
                            ? new LogPosition(from.file(), offset)
                            : new LogPosition(before.get(index + 1).name(), 0),
                    last);
        }
        return new Chunk(entries(bytes, end), new LogPosition(from.file(), offset + end), false);
    }

    private List<LogEntry> entries(byte[] bytes, int end) {
        List<LogEntry> entries = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < end; i++) {
            if (bytes[i] == '\n') {
                if (errorsOnly && contains(bytes, start, i, SUCCESS)) {
                    start = i + 1;
                    continue;
                }
                lines.read(bytes, start, i).filter(this::isForeign).ifPresent(entries::add);
                start = i + 1;
            }
        }
        return entries;
    }

    private static boolean contains(byte[] bytes, int from, int to, byte[] wanted) {
        for (int i = from; i <= to - wanted.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    private boolean isForeign(LogEntry entry) {
        return entry.origin().database().equals(database)
                && !entry.origin().application().startsWith("godwit");
    }

    private static int lastLineEnd(byte[] bytes) {
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    /// Names of log files rise with time by default, so the first file with a higher name follows; else the
    /// newest.
    private static LogPosition after(List<LogFiles.File> files, String gone) {
        return new LogPosition(
                files.stream()
                        .map(LogFiles.File::name)
                        .filter(name -> name.compareTo(gone) > 0)
                        .findFirst()
                        .orElseGet(() -> newest(files).name()),
                0);
    }

    private static LogFiles.File newest(List<LogFiles.File> files) {
        if (files.isEmpty()) {
            throw Problem.environment(
                    "QUERY_LOG_EMPTY",
                    "the server's log directory has no JSON log yet; check that logging_collector is on and log_destination contains jsonlog");
        }
        return files.getLast();
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            LOG.warn("log_timezone {} is not known here; times in the query log are read as UTC.", name);
            return ZoneId.of("UTC");
        }
    }
}
