package io.godwit.acceptance.survival;

import io.godwit.stack.DatabaseAddress;
import io.godwit.stack.StackPart;
import io.godwit.stack.postgres.PostgresServer;
import io.godwit.stack.postgres.PostgresSettings;
import io.godwit.stack.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A PostgreSQL server of one's own, which can be made to crash. It has two roles without further rights: the owner of
/// the tables, as whom the executor works and whose timeouts are set low, and a client, who reads and writes.
final class CrashableServer implements AutoCloseable {
    static final String OWNER = "shop_owner";
    static final String CLIENT = "shop_client";
    static final String PASSWORD = "test";

    private final Path folder;
    private final int port = Ports.free();
    private PostgresServer server;

    private CrashableServer(Path folder) {
        this.folder = folder;
        this.server = run();
    }

    static CrashableServer start(Path folder) {
        CrashableServer server = new CrashableServer(folder);
        server.execute("postgres", "CREATE ROLE " + OWNER + " LOGIN PASSWORD '" + PASSWORD + "'");
        server.execute("postgres", "CREATE ROLE " + CLIENT + " LOGIN PASSWORD '" + PASSWORD + "'");
        for (String timeout : List.of("statement_timeout", "idle_in_transaction_session_timeout", "lock_timeout")) {
            server.execute("postgres", "ALTER ROLE " + OWNER + " SET " + timeout + " = '250ms'");
        }
        return server;
    }

    private PostgresServer run() {
        return PostgresServer.start(StackPart.PRODUCTION, folder, PostgresSettings.PRODUCTION, port, PASSWORD);
    }

    DatabaseAddress address() {
        return server.address();
    }

    Connection connect(String database) throws SQLException {
        return address().connect(database);
    }

    Connection connectAs(String role, String database) throws SQLException {
        return address().as(role, PASSWORD).connect(database);
    }

    /// The client in the role that a subscriber of logical replication has: only triggers that fire ALWAYS do.
    Connection connectReplicating(String database) throws SQLException {
        Connection connection = connect(database);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            statement.execute("SET SESSION AUTHORIZATION " + CLIENT);
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    /// What `pg_ctl stop -m immediate` does, and a start after it.
    void crash() {
        try {
            Path data = folder.resolve("data");
            String pid = Files.readAllLines(data.resolve("postmaster.pid"))
                    .getFirst()
                    .strip();
            ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
            postmaster.onExit().join();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        server.close();
        server = run();
    }

    /// As superuser.
    void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(database + ": " + sql, failure);
        }
    }

    /// The rows of a query as text, columns separated by bars.
    List<String> ask(String database, String query) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> answers = new ArrayList<>();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    values.add(String.valueOf(rows.getString(column)));
                }
                answers.add(String.join("|", values));
            }
            return answers;
        } catch (SQLException failure) {
            throw new IllegalStateException(database + ": " + query, failure);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
