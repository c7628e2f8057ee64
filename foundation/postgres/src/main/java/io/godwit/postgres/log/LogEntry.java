package io.godwit.postgres.log;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Something a client's session left in the log.
public sealed interface LogEntry {
    /// Which session left it, and when.
    LogOrigin origin();

    /// A statement that succeeded.
    ///
    /// @param sql                its text, with `$1`, `$2`, ... where the client sent parameters apart
    /// @param parameters         the parameters' values in text form, empty for NULL
    /// @param parametersComplete false if the log has cut a value (`log_parameter_max_length`)
    /// @param duration           execution; for the extended protocol with parsing and planning where the log has
    /// them
    record StatementLogged(
            LogOrigin origin,
            String sql,
            List<Optional<String>> parameters,
            boolean parametersComplete,
            Duration duration)
            implements LogEntry {
        public StatementLogged {
            parameters = List.copyOf(parameters);
        }
    }

    /// A statement that failed, or a session that could not begin.
    ///
    /// @param sqlState   the error's SQLSTATE
    /// @param message    the error's message
    /// @param statement  the statement's text; empty if the error belongs to none or `log_min_error_statement`
    /// keeps it out
    /// @param parameters the parameters' values; empty unless `log_parameter_max_length_on_error` lets them in
    /// @param parametersComplete false if values are missing or were cut
    record ErrorLogged(
            LogOrigin origin,
            String sqlState,
            String message,
            Optional<String> statement,
            List<Optional<String>> parameters,
            boolean parametersComplete)
            implements LogEntry {
        public ErrorLogged {
            parameters = List.copyOf(parameters);
        }
    }
}
