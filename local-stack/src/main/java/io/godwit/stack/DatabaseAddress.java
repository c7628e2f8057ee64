package io.godwit.stack;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Where a PostgreSQL server listens, and as whom to speak to it. Says its password to nobody who only prints it.
public record DatabaseAddress(String host, int port, String user, String password) {
    public DatabaseAddress {
        requireNonNull(host, "host is null");
        requireNonNull(user, "user is null");
        requireNonNull(password, "password is null");
    }

    /// Reads `postgresql://user:password@host:port`; a path (a database name) is left aside, the port may be missing
    /// (5432).
    public static DatabaseAddress parse(String url) {
        URI uri = URI.create(url);
        String credentials = uri.getUserInfo();
        if (uri.getHost() == null || credentials == null || !credentials.contains(":")) {
            throw new IllegalArgumentException("not an address of the form postgresql://user:password@host:port: "
                    + url.replaceFirst(":[^:@/]+@", ":…@"));
        }
        int colon = credentials.indexOf(':');
        return new DatabaseAddress(
                uri.getHost(),
                uri.getPort() < 0 ? 5432 : uri.getPort(),
                credentials.substring(0, colon),
                credentials.substring(colon + 1));
    }

    /// The same server, spoken to by another role.
    public DatabaseAddress as(String otherUser, String otherPassword) {
        return new DatabaseAddress(host, port, otherUser, otherPassword);
    }

    /// Host, port and database, without user or password.
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, encoded(database));
    }

    /// The form that [#parse(String)] reads. Holds the password.
    public String url() {
        return "postgresql://%s:%s@%s:%d".formatted(encoded(user), encoded(password), host, port);
    }

    /// A new connection; the caller closes it.
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), user, password);
    }

    @Override
    public String toString() {
        return "%s@%s:%d".formatted(user, host, port);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
