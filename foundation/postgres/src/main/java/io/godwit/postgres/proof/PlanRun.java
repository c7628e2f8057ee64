package io.godwit.postgres.proof;

import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Runs a plan forward and back on a scratch database, the simplest way that is right: a backfill is one
/// update.
public final class PlanRun {
    private final Connection connection;

    /// @param connection in autocommit mode, to a database nobody else uses
    public PlanRun(Connection connection) {
        this.connection = connection;
    }

    /// A statement PostgreSQL refused.
    ///
    /// @param reason PostgreSQL's word on it
    /// @param state  its SQLSTATE
    public record Refused(Step step, String statement, String reason, String state) {
        /// States about rows, which a copy of the schema does not hold: broken constraints, invalid
        /// values, errors that code raises when it does not find what it looks for.
        private static final Pattern ABOUT_ROWS = Pattern.compile("(22|23|P0).*");

        /// Roles, tablespaces, rights and extensions are the server's.
        private static final Pattern ABOUT_THE_SERVER = Pattern.compile(
                "(?is).*(role \".*\" does not exist|tablespace|permission denied|must be |extension control file"
                        + "|is not available).*");

        /// Whether it may be refused only because it is tried elsewhere than in production.
        boolean isAboutTheCopy() {
            return ABOUT_ROWS.matcher(state).matches()
                    || ABOUT_THE_SERVER.matcher(reason).matches();
        }

        @Override
        public String toString() {
            return "step " + step.id() + " (" + step.title() + "): " + reason + " in: " + statement;
        }
    }

    /// Runs every step.
    ///
    /// @return the statement at which it stopped; empty if it came to its end
    public Optional<Refused> forward(Plan plan) throws SQLException {
        for (Step step : plan.steps()) {
            Optional<Refused> refused =
                    run(step, step.action().statements(), step.action().transaction());
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    /// Undoes every step, the last one first.
    ///
    /// @return the statement at which it stopped; empty if it came to its end
    public Optional<Refused> back(Plan plan) throws SQLException {
        for (Step step : plan.steps().reversed()) {
            Optional<Refused> refused =
                    run(step, step.rollback().statements(), step.rollback().transaction());
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    private Optional<Refused> run(Step step, List<String> statements, TransactionMode mode) throws SQLException {
        boolean together = mode == TransactionMode.TOGETHER;
        connection.setAutoCommit(!together);
        String current = "";
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                current = sql;
                statement.execute(sql);
            }
            if (together) {
                current = "COMMIT";
                connection.commit();
            }
            return Optional.empty();
        } catch (SQLException problem) {
            if (String.valueOf(problem.getSQLState()).startsWith("08")) {
                throw problem;
            }
            if (together) {
                connection.rollback();
            }
            return Optional.of(new Refused(step, current, firstLine(problem), String.valueOf(problem.getSQLState())));
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static String firstLine(SQLException problem) {
        return String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
    }
}
