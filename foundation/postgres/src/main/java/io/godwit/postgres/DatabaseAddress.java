package io.godwit.postgres;

import io.godwit.model.DatabaseName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// Where a database is and as whom it is entered. Its print never shows the password.
///
/// @param url      a JDBC address, `jdbc:postgresql://host:port/database`
/// @param user     the role; empty if the address carries it
/// @param password empty if none is needed
public record DatabaseAddress(String url, String user, String password) {
    private static final int CONNECT_TIMEOUT_SECONDS = 10;

    /// A new connection of its own, in autocommit mode. Who asks for it closes it.
    ///
    /// @param applicationName shown in `pg_stat_activity`, so that a DBA sees who is there:
    /// `godwit-validator`
    /// @throws SQLException with PostgreSQL's own state; [ConnectionProblem] puts it into words
    public Connection connect(String applicationName) throws SQLException {
        return DriverManager.getConnection(url, properties(applicationName));
    }

    /// A connection over which SQL goes as it stands, `$1` included: `EXPLAIN (GENERIC_PLAN)` needs it so.
    public Connection connectSimply(String applicationName) throws SQLException {
        Properties properties = properties(applicationName);
        properties.setProperty("preferQueryMode", "simple");
        return DriverManager.getConnection(url, properties);
    }

    /// A connection over which replication commands go. The role needs `REPLICATION`.
    public Connection connectForReplication(String applicationName) throws SQLException {
        Properties properties = properties(applicationName);
        properties.setProperty("replication", "database");
        properties.setProperty("preferQueryMode", "simple");
        return DriverManager.getConnection(url, properties);
    }

    private Properties properties(String applicationName) {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", applicationName);
        // The name goes with the first message then, not as a SET of its own, which the query log would hold as well.
        properties.setProperty("assumeMinServerVersion", "14");
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    /// The same, with what goes wrong put into words.
    ///
    /// @throws io.godwit.model.Problem naming the database, its address and the next step
    public Connection connect(DatabaseName database, String applicationName) {
        try {
            return connect(applicationName);
        } catch (SQLException refused) {
            throw ConnectionProblem.of(database, this, refused);
        }
    }

    /// The address for people: host, port and database, without the address's parameters, which may hold
    /// secrets.
    public String display() {
        String bare = url.replaceFirst("^jdbc:postgresql:(//)?", "");
        int parameters = bare.indexOf('?');
        String withoutParameters = parameters < 0 ? bare : bare.substring(0, parameters);
        return withoutParameters.replaceFirst("^.*@", "");
    }

    @Override
    public String toString() {
        return user.isEmpty() ? display() : display() + " as " + user;
    }
}
