package io.godwit.executor.step;

import java.sql.Connection;
import java.sql.SQLException;

/// Opens connections to one database, in autocommit mode. Who asks for one closes it.
@FunctionalInterface
public interface Connections {
    /// @param applicationName shown in `pg_stat_activity`
    Connection open(String applicationName) throws SQLException;

    /// The same with the executor's own settings in the place of the role's.
    default Connections withOwnSettings() {
        return applicationName -> {
            Connection connection = open(applicationName);
            try {
                OwnSettings.apply(connection);
                return connection;
            } catch (SQLException failure) {
                connection.close();
                throw failure;
            }
        };
    }
}
