package io.godwit.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// A role's way into a database.
///
/// @param url a JDBC address without credentials
public record Login(String url, String user, String password) {

    /// A new connection, closed by the caller.
    ///
    /// @param application what the server shows as application_name
    public Connection connect(String application) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", application);
        // The name goes with the first message then, not as a statement of its own that the query log would show.
        properties.setProperty("assumeMinServerVersion", "14");
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public String toString() {
        return user + " at " + url;
    }
}
