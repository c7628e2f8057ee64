package io.godwit.executor.step;

import io.godwit.model.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Proves that a connection is a server session of its own. A proxy that pools transactions lends each server session
/// to whoever has a transaction: a second connection is given the session the first one has just used, or the first is
/// given another one while the second holds its own. Settings, advisory locks and prepared statements do not hold
/// there.
public final class DirectConnection {
    private DirectConnection() {}

    /// To be asked before anything else: there a prepared statement fails in ways that tell nothing.
    ///
    /// @param connection outside a transaction
    /// @throws Problem if a proxy that pools transactions is between
    public static void prove(Connections connections, Connection connection) throws SQLException {
        int first = pid(connection);
        try (Connection other = connections.open(StepSession.APPLICATION_NAME + " probe")) {
            other.setAutoCommit(false);
            int second = pid(other);
            boolean same = first == second || pid(connection) != first;
            other.rollback();
            if (same) {
                throw notDirect("two connections share server session " + first);
            }
        }
    }

    static Problem notDirect(String seen) {
        return Problem.user(
                "CONNECTION_NOT_DIRECT",
                "Between the executor and the database seems to be a proxy that pools transactions: " + seen
                        + ". Locks and settings do not hold there. Give the executor the database's own address, or a"
                        + " pool that lends whole sessions (PgBouncer's pool_mode = session)");
    }

    private static int pid(Connection connection) throws SQLException {
        // Not prepared: a pool would hand the prepared statement to another session.
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(10);
            try (ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
