package io.godwit.cli.check;

import java.sql.Connection;
import java.sql.SQLException;

/// Where the databases of cases come from: empty ones, each used for one setup.
interface CaseDatabases extends AutoCloseable {

    /// An empty database.
    CaseDatabase open() throws SQLException;

    @Override
    void close();

    /// @param connection in autocommit mode
    /// @param drop       ends it
    record CaseDatabase(Connection connection, Runnable drop) implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            connection.close();
            drop.run();
        }
    }
}
