package io.godwit.postgres.copy;

import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import io.godwit.postgres.ConnectionProblem;
import io.godwit.postgres.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// One moment of the production database, read without writing. It holds ACCESS SHARE locks while rows are copied, as a
/// dump does.
///
/// @param connection in a REPEATABLE READ, READ ONLY transaction
/// @param schema     what was there at that moment
record Production(Connection connection, SourceSchema schema) implements AutoCloseable {

    static Production open(DatabaseName name, DatabaseAddress address) {
        Connection connection = connect(name, address);
        try {
            try (Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                connection.setReadOnly(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                statement.execute("SET LOCAL row_security = off");
                statement.execute("SET LOCAL lock_timeout = '10s'");
                statement.execute("SET LOCAL statement_timeout = 0");
                // It waits while the copies server works: what is set for applications must not end it. Which of them
                // there are differs from version to version.
                statement.execute("""
                        SELECT set_config(name, '0', true)
                        FROM unnest(ARRAY['idle_in_transaction_session_timeout', 'transaction_timeout']) name
                        WHERE current_setting(name, true) IS NOT NULL
                        """);
                return new Production(connection, SourceSchema.read(connection));
            } catch (SQLException problem) {
                connection.close();
                throw problem;
            }
        } catch (SQLException problem) {
            throw unreadable(name, address, problem);
        }
    }

    static Problem unreadable(DatabaseName name, DatabaseAddress address, SQLException problem) {
        return Problem.environment(
                "DATABASE_UNREADABLE",
                "database '" + name + "' at " + address + " could not be read for a copy (" + problem.getMessage()
                        + "): check what its role may read",
                problem);
    }

    private static Connection connect(DatabaseName name, DatabaseAddress address) {
        try {
            return address.connect("godwit-copy");
        } catch (SQLException problem) {
            throw ConnectionProblem.of(name, address, problem);
        }
    }

    boolean isOpen() throws SQLException {
        return connection.isValid(2);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
