package io.godwit.executor.step;

import java.sql.SQLException;
import java.util.Set;

/// What an SQLSTATE means for a step (PostgreSQL documentation, appendix A).
public final class SqlState {
    private static final String DISK_FULL = "53100";
    /// Of an object, a table or index, and a column.
    private static final Set<String> DUPLICATE = Set.of("42710", "42P07", "42701");

    private static final Set<String> MISSING = Set.of("42P01", "42703", "42704", "42883", "3F000");

    private SqlState() {}

    /// Someone else has the lock, or waits for us while we wait for them: trying again may help.
    static boolean isLockConflict(SQLException failure) {
        return "55P03".equals(failure.getSQLState()) || "40P01".equals(failure.getSQLState());
    }

    /// Broken off by a request from another session, or by `statement_timeout`.
    static boolean isCancelled(SQLException failure) {
        return "57014".equals(failure.getSQLState());
    }

    /// The session or the server is gone, or has no room for a session: nothing is known of the step but what the
    /// catalog tells. A full disk is no such thing: going on would only fill it again, so the step stops and asks.
    public static boolean isEnvironment(SQLException failure) {
        String state = failure.getSQLState();
        return state == null
                || state.startsWith("08")
                || state.startsWith("53") && !state.equals(DISK_FULL)
                || state.startsWith("57P")
                || state.startsWith("28")
                || state.equals("3D000");
    }

    /// What the statement makes is there already.
    static boolean isDuplicateObject(SQLException failure) {
        return DUPLICATE.contains(String.valueOf(failure.getSQLState()));
    }

    /// The object the statement names is not there.
    static boolean isMissingObject(SQLException failure) {
        return MISSING.contains(String.valueOf(failure.getSQLState()));
    }

    /// PostgreSQL's message with its detail and hint, in one line, and without what rows hold.
    static String message(SQLException failure) {
        String message = Masked.error(
                String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").strip());
        return message.endsWith(".") ? message : message + ".";
    }
}
