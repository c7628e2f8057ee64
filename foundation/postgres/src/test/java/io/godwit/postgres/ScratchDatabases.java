package io.godwit.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/// One real PostgreSQL for the tests of this module, and a database of its own for whoever asks.
public final class ScratchDatabases {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private ScratchDatabases() {}

    /// A new, empty database.
    public static DatabaseAddress create() throws SQLException {
        String name = "scratch_" + NUMBER.incrementAndGet();
        try (Connection connection = address("postgres").connect("godwit-test");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return address(name);
    }

    /// A new database in which the script has run.
    public static DatabaseAddress with(String script) throws SQLException {
        DatabaseAddress address = create();
        try (Connection connection = address.connect("godwit-test");
                Statement statement = connection.createStatement()) {
            statement.execute(script);
        }
        return address;
    }

    private static DatabaseAddress address(String database) {
        return new DatabaseAddress(Server.POSTGRES.getJdbcUrl("postgres", database), "postgres", "");
    }

    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                        .start();
            } catch (IOException problem) {
                throw new UncheckedIOException(problem);
            }
        }
    }
}
