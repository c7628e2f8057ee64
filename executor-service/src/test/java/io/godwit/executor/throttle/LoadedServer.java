package io.godwit.executor.throttle;

import io.godwit.stack.StackPart;
import io.godwit.stack.postgres.PostgresServer;
import io.godwit.stack.postgres.PostgresSettings;
import io.godwit.stack.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/// A server of one's own that archives its WAL, and a streaming replica of it.
final class LoadedServer implements AutoCloseable {
    private static final String PASSWORD = "test";

    private final PostgresServer primary;
    private final PostgresServer replica;

    private LoadedServer(PostgresServer primary, PostgresServer replica) {
        this.primary = primary;
        this.replica = replica;
    }

    static LoadedServer start(Path folder) throws IOException, SQLException {
        int port = Ports.free();
        try (PostgresServer first = server(folder.resolve("primary"), port);
                Connection connection = first.address().connect("postgres")) {
            execute(
                    connection,
                    "ALTER SYSTEM SET archive_mode = on",
                    "ALTER SYSTEM SET archive_command = 'exit 0'",
                    "ALTER SYSTEM SET primary_conninfo = 'host=127.0.0.1 port=" + port + " user=postgres password="
                            + PASSWORD + " application_name=replica'",
                    "CREATE ROLE plain LOGIN PASSWORD '" + PASSWORD + "'",
                    "CREATE TABLE filled AS SELECT i, repeat('x', 500) FROM generate_series(1, 20000) i");
        }
        copy(folder.resolve("primary"), folder.resolve("replica"));
        Files.createFile(folder.resolve("replica/data/standby.signal"));
        return new LoadedServer(
                server(folder.resolve("primary"), port), server(folder.resolve("replica"), Ports.free()));
    }

    private static PostgresServer server(Path folder, int port) {
        return PostgresServer.start(StackPart.PRODUCTION, folder, PostgresSettings.TESTED_PRODUCTION, port, PASSWORD);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    Connection connect() throws SQLException {
        return primary.address().connect("postgres");
    }

    /// As a role without any rights.
    Connection connectPlain() throws SQLException {
        return primary.address().as("plain", PASSWORD).connect("postgres");
    }

    void onReplica(String sql) throws SQLException {
        try (Connection connection = replica.address().connect("postgres")) {
            execute(connection, sql);
        }
    }

    /// Writes so many megabytes of WAL, and nothing else.
    static void writeWal(Connection connection, int megabytes) throws SQLException {
        execute(
                connection,
                "SELECT pg_logical_emit_message(false, 'load', repeat('x', 1048576)) FROM generate_series(1, "
                        + megabytes + ")");
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : List.of(statements)) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() {
        replica.close();
        primary.close();
    }
}
