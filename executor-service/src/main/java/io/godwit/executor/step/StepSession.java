package io.godwit.executor.step;

import io.godwit.model.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/// The one connection on which a step runs. Its timeouts are set and then read back on the same connection: a proxy
/// that pools transactions hands statements to several server sessions, where a setting made on one does not hold on
/// another, and is refused.
public final class StepSession implements AutoCloseable {
    public static final String APPLICATION_NAME = "godwit executor";

    private final Connection connection;
    private final int backendPid;
    private List<Duration> timeouts = List.of();

    private StepSession(Connection connection, int backendPid) {
        this.connection = connection;
        this.backendPid = backendPid;
    }

    /// A role called `godwit` would find the ledger's schema first, by `"$user"`, and make new tables there.
    public static StepSession open(Connections connections) throws SQLException {
        Connection connection = connections.open(APPLICATION_NAME);
        try (Statement statement = connection.createStatement()) {
            OwnSettings.apply(connection);
            DirectConnection.prove(connections, connection);
            // Rather an error than rows that are silently left out.
            statement.execute("SET row_security = off");
            statement.execute("SELECT set_config('search_path', 'public', false) WHERE current_schema() = 'godwit'");
            abandonWhenClientIsGone(statement);
            try (ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
                row.next();
                return new StepSession(connection, row.getInt(1));
            }
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    /// Without it a statement of a killed executor runs on to its end.
    private static void abandonWhenClientIsGone(Statement statement) throws SQLException {
        try {
            statement.execute("SET client_connection_check_interval = '2s'");
        } catch (SQLException unsupported) {
            if (!"22023".equals(unsupported.getSQLState())) {
                throw unsupported;
            }
        }
    }

    public Connection connection() {
        return connection;
    }

    int backendPid() {
        return backendPid;
    }

    /// Does nothing if they are set so already.
    ///
    /// @param lock      how long a statement may wait for a lock; zero means as long as it takes
    /// @param statement how long a statement may run; zero means as long as it takes
    /// @throws Problem if the settings do not hold
    void timeouts(Duration lock, Duration statement) throws SQLException {
        List<Duration> wanted = List.of(lock, statement);
        if (wanted.equals(timeouts)) {
            return;
        }
        timeouts = List.of();
        List<String> set =
                settings("SELECT pg_backend_pid(), set_config('lock_timeout', '%d', false),".formatted(lock.toMillis())
                        + " set_config('statement_timeout', '%d', false)".formatted(statement.toMillis()));
        List<String> shown = settings(
                "SELECT pg_backend_pid(), current_setting('lock_timeout'), current_setting('statement_timeout')");
        if (!set.equals(shown) || !set.getFirst().equals(Integer.toString(backendPid))) {
            throw DirectConnection.notDirect("settings made on the connection do not hold");
        }
        timeouts = wanted;
    }

    private List<String> settings(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return List.of(row.getString(1), row.getString(2), row.getString(3));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
