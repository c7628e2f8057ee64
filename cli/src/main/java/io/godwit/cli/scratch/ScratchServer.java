package io.godwit.cli.scratch;

import io.godwit.model.Problem;
import io.godwit.stack.DatabaseAddress;
import io.godwit.stack.StackException;
import io.godwit.stack.StackPart;
import io.godwit.stack.postgres.PostgresServer;
import io.godwit.stack.postgres.PostgresSettings;
import io.godwit.stack.process.Folders;
import io.godwit.stack.process.Passwords;
import io.godwit.stack.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// A PostgreSQL of this process's own, on the loopback interface and in a temporary folder. It ends with the process,
/// however that ends, and leaves nothing behind when it is closed.
public final class ScratchServer implements AutoCloseable {
    private final PostgresServer server;
    private final Path folder;
    private int made;

    private ScratchServer(PostgresServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /// Starts one; takes a second or two.
    ///
    /// @throws Problem ENVIRONMENT if PostgreSQL does not start on this machine
    public static ScratchServer start() {
        try {
            Path folder = Files.createTempDirectory("godwit-scratch-");
            PostgresServer server = PostgresServer.start(
                    StackPart.COPIES,
                    folder.resolve("postgres"),
                    PostgresSettings.COPIES,
                    Ports.free(),
                    Passwords.random());
            return new ScratchServer(server, folder);
        } catch (IOException | StackException problem) {
            throw Problem.environment(
                    "SCRATCH_SERVER", "The scratch PostgreSQL did not start: " + problem.getMessage(), problem);
        }
    }

    /// Where it listens, as superuser.
    public DatabaseAddress address() {
        return server.address();
    }

    /// A new, empty database; closing it drops it.
    public synchronized ScratchDatabase newDatabase() throws SQLException {
        String name = "scratch_" + ++made;
        run("CREATE DATABASE " + name);
        return new ScratchDatabase(this, name);
    }

    /// A new database in which a script was run as far as it goes, see [ScratchDatabase#load].
    public ScratchDatabase newDatabase(String script) throws SQLException {
        ScratchDatabase database = newDatabase();
        try {
            database.load(script);
            return database;
        } catch (SQLException problem) {
            database.close();
            throw problem;
        }
    }

    void drop(String name) {
        try {
            run("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        } catch (SQLException problem) {
            throw Problem.environment(
                    "SCRATCH_SERVER", "The scratch database " + name + " cannot be dropped: " + problem, problem);
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = address().connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Stops the server and deletes its files.
    @Override
    public void close() {
        server.close();
        Folders.delete(folder);
    }
}
