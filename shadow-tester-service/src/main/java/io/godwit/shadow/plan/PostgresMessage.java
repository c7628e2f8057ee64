package io.godwit.shadow.plan;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/// What PostgreSQL says of an error, without the driver's additions.
public final class PostgresMessage {
    private PostgresMessage() {}

    /// The message alone, for example `column "nickname" does not exist`.
    public static String of(SQLException problem) {
        if (problem instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
            return String.valueOf(postgres.getServerErrorMessage().getMessage());
        }
        return String.valueOf(problem.getMessage());
    }

    /// Whether the error is about the connection or the server's resources, not about the statement.
    public static boolean notAboutTheStatement(SQLException problem) {
        String state = String.valueOf(problem.getSQLState());
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }
}
