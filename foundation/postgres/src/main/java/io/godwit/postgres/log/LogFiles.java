package io.godwit.postgres.log;

import io.godwit.model.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The files of the server's JSON log, listed and read through SQL functions.
///
/// @param directory the log directory as the server names it
/// @param timezone  the server's log_timezone
/// @param wrapped   true if `godwit.read_log` is there, which lets a role read the log and nothing else
record LogFiles(String directory, String timezone, boolean wrapped) {
    /// One log file.
    record File(String name, long bytes) {}

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    static LogFiles open(Connection connection) throws SQLException {
        String sql = """
                select current_setting('log_directory', true), current_setting('log_timezone'),
                       current_setting('logging_collector') = 'on', current_setting('log_destination') like '%jsonlog%',
                       to_regprocedure('godwit.read_log(text, bigint, bigint)') is not null
                """;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            if (!row.getBoolean(3) || !row.getBoolean(4)) {
                throw Problem.environment(
                        "QUERY_LOG_OFF",
                        "the server writes no JSON log: set log_destination = 'jsonlog' and logging_collector = on (needs a restart) in postgresql.conf");
            }
            LogFiles files = new LogFiles(row.getString(1), row.getString(2), row.getBoolean(5));
            files.check(connection);
            return files;
        } catch (SQLException refused) {
            if (INSUFFICIENT_PRIVILEGE.equals(refused.getSQLState())) {
                throw notAllowed(connection.getMetaData().getUserName(), refused);
            }
            throw refused;
        }
    }

    private void check(Connection connection) throws SQLException {
        List<File> files = list(connection);
        if (!files.isEmpty()) {
            bytes(connection, files.getLast().name(), 0, 1);
        }
    }

    /// Oldest first.
    List<File> list(Connection connection) throws SQLException {
        List<File> files = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select name, size from pg_ls_logdir() where name like '%.json' order by modification, name")) {
            while (rows.next()) {
                files.add(new File(rows.getString(1), rows.getLong(2)));
            }
        }
        return files;
    }

    /// What is in the file at the offset, at most that many bytes; nothing at its end or if it is gone.
    byte[] bytes(Connection connection, String file, long offset, int most) throws SQLException {
        String sql = wrapped ? "select godwit.read_log(?, ?, ?)" : "select pg_read_binary_file(?, ?, ?, true)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, wrapped ? file : directory + "/" + file);
            statement.setLong(2, offset);
            statement.setLong(3, most);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                byte[] bytes = row.getBytes(1);
                return row.wasNull() ? new byte[0] : bytes;
            }
        }
    }

    private static Problem notAllowed(String role, SQLException refused) {
        return Problem.environment(
                "QUERY_LOG_NOT_READABLE",
                "the role " + role
                        + " may not read the server's log. As a superuser run: GRANT pg_monitor TO " + role
                        + "; and create the function godwit.read_log (io/godwit/postgres/log/read-log.sql, it opens the log directory and nothing else), or GRANT EXECUTE ON FUNCTION"
                        + " pg_read_binary_file(text, bigint, bigint, boolean) TO " + role
                        + " (which lets it read every file of the data directory)",
                refused);
    }
}
