package io.godwit.executor.step;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Breaks off statements and ends sessions of the server.
final class Backends {
    private Backends() {}

    /// @return false if there is no such session any more
    /// @throws SQLException also if the role may not (it needs pg_signal_backend for sessions of other roles)
    static boolean cancel(Connection connection, int pid) throws SQLException {
        return signalled(connection, "SELECT pg_cancel_backend(?)", pid);
    }

    /// @return false if there is no such session any more
    /// @throws SQLException also if the role may not
    static boolean terminate(Connection connection, int pid) throws SQLException {
        return signalled(connection, "SELECT pg_terminate_backend(?)", pid);
    }

    private static boolean signalled(Connection connection, String sql, int pid) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, pid);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
