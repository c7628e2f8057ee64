package io.godwit.stack.test;

import io.godwit.stack.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/// A database that belongs to one test.
public record TestDatabase(DatabaseAddress address, String name) implements AutoCloseable {
    static TestDatabase create(DatabaseAddress address) {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        run(address, "CREATE DATABASE " + name);
        return new TestDatabase(address, name);
    }

    public String jdbcUrl() {
        return address.jdbcUrl(name);
    }

    /// A new connection as superuser; the caller closes it.
    public Connection connect() throws SQLException {
        return address.connect(name);
    }

    /// Runs one or several statements.
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("on the test database " + name + ": " + sql, e);
        }
    }

    /// Drops the database, whoever is still connected.
    @Override
    public void close() {
        run(address, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private static void run(DatabaseAddress address, String sql) {
        try (Connection connection = address.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + " failed on " + address, e);
        }
    }
}
