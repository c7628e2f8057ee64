package io.godwit.validator.facts;

import io.godwit.validator.facts.CatalogQuestions.Objection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Asks PostgreSQL about a definition by trying it on empty temporary tables of the same shape. All is rolled back; of
/// the tables themselves only the shape is read.
final class StandIn {
    /// Syntax and meaning, what is not supported, values in the text that do not fit.
    private static final Set<String> SAID_OF_THE_STATEMENT = Set.of("42", "0A", "22");
    /// Rights, parameters, and what only temporary tables may not.
    private static final Set<String> SAID_OF_THE_ASKER = Set.of("42501", "42P02", "42P18");

    private StandIn() {}

    static Optional<Objection> objection(Connection connection, List<String> tables, String statement) {
        try {
            boolean own = connection.getAutoCommit();
            if (own) {
                connection.setAutoCommit(false);
            }
            Savepoint savepoint = own ? null : connection.setSavepoint();
            try {
                return tried(connection, own, tables, statement);
            } finally {
                if (savepoint != null) {
                    connection.rollback(savepoint);
                } else {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        } catch (SQLException unanswered) {
            return Optional.empty();
        }
    }

    private static Optional<Objection> tried(Connection connection, boolean own, List<String> tables, String statement)
            throws SQLException {
        try (Statement session = connection.createStatement()) {
            if (own) {
                session.execute("set transaction read write");
            }
            for (String table : tables) {
                session.execute(table);
            }
            try {
                session.execute(statement);
                return Optional.empty();
            } catch (SQLException problem) {
                return Optional.ofNullable(objection(problem));
            }
        }
    }

    /// What the error says against the statement; null if it says something else.
    static @Nullable Objection objection(SQLException problem) {
        String state = String.valueOf(problem.getSQLState());
        String message = String.valueOf(problem.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^ERROR: +", "");
        boolean said = state.length() == 5
                && SAID_OF_THE_STATEMENT.contains(state.substring(0, 2))
                && !SAID_OF_THE_ASKER.contains(state)
                && !message.contains("temporary");
        boolean data = state.startsWith("22");
        return said ? new Objection(state, data ? LiveQuestions.withoutValues(problem) : message) : null;
    }
}
