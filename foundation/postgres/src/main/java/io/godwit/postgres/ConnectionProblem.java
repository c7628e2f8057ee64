package io.godwit.postgres;

import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import java.sql.SQLException;

/// Says in words why a database could not be entered, and what to do about it.
public final class ConnectionProblem {
    private ConnectionProblem() {}

    /// The problem, of category ENVIRONMENT. It names the database and its address, never the password.
    public static Problem of(DatabaseName database, DatabaseAddress address, SQLException cause) {
        String state = cause.getSQLState() == null ? "" : cause.getSQLState();
        String where = "database '" + database + "' at " + address;
        return switch (state) {
            case "28P01", "28000" ->
                Problem.environment(
                        "DATABASE_LOGIN_REFUSED",
                        where + " refuses the login: check database." + database + ".user and database." + database
                                + ".password",
                        cause);
            case "3D000" ->
                Problem.environment(
                        "DATABASE_MISSING",
                        where + " does not exist on that server: create it or correct database." + database + ".url",
                        cause);
            default ->
                Problem.environment(
                        "DATABASE_UNREACHABLE",
                        where + " cannot be reached (" + firstLine(cause) + "): check that it runs and that database."
                                + database + ".url is right",
                        cause);
        };
    }

    private static String firstLine(SQLException cause) {
        String message = cause.getMessage();
        return message == null ? "no reason given" : message.lines().findFirst().orElse("no reason given");
    }
}
