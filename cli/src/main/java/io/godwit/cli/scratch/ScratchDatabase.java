package io.godwit.cli.scratch;

import io.godwit.postgres.statement.StatementParser;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A database of a [ScratchServer].
public final class ScratchDatabase implements AutoCloseable {
    private final ScratchServer server;
    private final String name;
    private final List<String> problems = new ArrayList<>();

    ScratchDatabase(ScratchServer server, String name) {
        this.server = server;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /// A new connection as superuser, in autocommit mode; who asks for it closes it.
    public Connection connect() throws SQLException {
        return server.address().connect(name);
    }

    /// Runs a script the way `psql` does: statement by statement, each by itself, past those that fail.
    /// Extensions a script uses without creating them are created first where the server has them; where it
    /// has not, stand-ins of their types are (see [MissingExtensions]).
    ///
    /// @return what could not be run, one sentence each
    /// @throws SQLException if the database cannot be reached
    public List<String> load(String script) throws SQLException {
        List<String> failed = new ArrayList<>();
        try (Connection connection = connect()) {
            MissingExtensions.prepare(connection, script);
            String loadable = MissingExtensions.without(connection, script);
            if (loadable.isBlank() || runsWhole(connection, loadable)) {
                return failed;
            }
            for (String text : StatementParser.texts(loadable)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(text);
                } catch (SQLException problem) {
                    failed.add(text.lines().findFirst().orElse("") + ": "
                            + Objects.requireNonNullElse(problem.getMessage(), "failed"));
                }
            }
        }
        problems.addAll(failed);
        return failed;
    }

    /// What of all loaded scripts could not be run.
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /// In one go, which is an implicit transaction: all of it or nothing.
    private static boolean runsWhole(Connection connection, String script) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(script);
            return true;
        } catch (SQLException inPieces) {
            return false;
        }
    }

    /// Drops it, whoever is still connected.
    @Override
    public void close() {
        server.drop(name);
    }
}
