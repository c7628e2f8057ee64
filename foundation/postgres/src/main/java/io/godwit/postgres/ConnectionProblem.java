package io.godwit.postgres;

import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import java.sql.SQLException;

/// Says in words why a database could not be entered, and what to do about it.
public final class ConnectionProblem {
    private ConnectionProblem() {}

    /// The problem, of category ENVIRONMENT. It names the database and its address, never the password.
    public static Problem of(DatabaseName database, DatabaseAddress address, SQLException cause) {
        String setting = "database." + database + ".";
        return of(
                "database '" + database + "' at " + address,
                setting + "user and " + setting + "password",
                setting + "url",
                cause);
    }

    /// The same for a database that is given by its address, on the command line.
    public static Problem of(DatabaseAddress address, SQLException cause) {
        return of("the database at " + address, "the user and the password in its address", "its address", cause);
    }

    private static Problem of(String where, String login, String url, SQLException cause) {
        String state = cause.getSQLState() == null ? "" : cause.getSQLState();
        return switch (state) {
            case "28P01", "28000" ->
                Problem.environment("DATABASE_LOGIN_REFUSED", where + " refuses the login: check " + login, cause);
            case "3D000" ->
                Problem.environment(
                        "DATABASE_MISSING",
                        where + " does not exist on that server: create it or correct " + url,
                        cause);
            case "53100" ->
                Problem.environment(
                        "DATABASE_DISK_FULL",
                        where + " has no room left on its disk (" + firstLine(cause) + "): make room there",
                        cause);
            default ->
                Problem.environment(
                        "DATABASE_UNREACHABLE",
                        where + " cannot be reached (" + firstLine(cause) + "): check that it runs and that " + url
                                + " is right",
                        cause);
        };
    }

    private static String firstLine(SQLException cause) {
        String message = cause.getMessage();
        return message == null ? "no reason given" : message.lines().findFirst().orElse("no reason given");
    }
}
