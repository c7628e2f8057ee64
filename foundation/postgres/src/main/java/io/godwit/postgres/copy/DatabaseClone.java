package io.godwit.postgres.copy;

import io.godwit.postgres.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;

/// A clone of a template: a database of its own to do anything with.
///
/// @param database its name on the copies server
/// @param address  where it is
public record DatabaseClone(String database, DatabaseAddress address) {

    /// A new connection to it, in autocommit mode.
    public Connection connect(String applicationName) throws SQLException {
        return address.connect(applicationName);
    }
}
