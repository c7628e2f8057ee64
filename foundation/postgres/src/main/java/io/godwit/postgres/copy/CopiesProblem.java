package io.godwit.postgres.copy;

import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import io.godwit.postgres.DatabaseAddress;
import java.sql.SQLException;

/// Says in words what is wrong with the copies server, and what to do about it.
final class CopiesProblem {
    /// Work on the copies server.
    interface Work<T> {
        T run() throws SQLException;
    }

    private CopiesProblem() {}

    static <T> T naming(DatabaseAddress server, Work<T> work) {
        try {
            return work.run();
        } catch (SQLException problem) {
            throw of(server, problem);
        }
    }

    private static Problem of(DatabaseAddress server, SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
        String where = "the copies server at " + server;
        if (state.startsWith("28")) {
            return Problem.environment(
                    "COPIES_LOGIN_REFUSED",
                    where + " refuses the login (" + reason + "): check copies.user and copies.password",
                    cause);
        }
        if (state.startsWith("53")) {
            return Problem.environment(
                    "COPIES_SERVER_FULL",
                    where + " has no room left (" + reason + "): free disk space or connections there",
                    cause);
        }
        if (state.equals("42501")) {
            return Problem.environment(
                    "COPIES_NOT_ALLOWED",
                    where + " does not let its role make copies (" + reason + "): grant it CREATEDB",
                    cause);
        }
        return Problem.environment(
                "COPIES_SERVER_FAILED",
                where + " cannot be used (" + reason + "): check that it runs and that copies.url is right",
                cause);
    }

    static Problem tooLarge(DatabaseName source, long bytes, long limit) {
        return Problem.user(
                "COPY_TOO_LARGE",
                "database '" + source + "' has " + megabytes(bytes) + " of tables, more than the "
                        + megabytes(limit)
                        + " a copy may have: raise shadow.copy.max.bytes if the copies server has the room");
    }

    static String megabytes(long bytes) {
        return bytes / (1024 * 1024) + " MB";
    }
}
