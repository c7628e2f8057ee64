package io.godwit.executor;

import io.godwit.executor.ledger.Fence;
import io.godwit.executor.step.StepSession;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/// One executor for each database: an advisory lock on a connection of its own, which ends with its holder, and a
/// fencing token for a holder that does not know yet that it has lost it.
final class ExecutorLock {
    /// `godw` in ASCII and a number: the keys of our advisory locks.
    private static final int LOCK_CLASS = 0x676f6477;

    private static final int EXECUTOR = 2;
    private static final Duration LEFTOVERS_GONE_WITHIN = Duration.ofSeconds(15);

    private ExecutorLock() {}

    /// @param guard a connection that does nothing else and is kept open while the lock is wanted
    /// @return empty if another executor holds it
    static Optional<Fence> tryTake(Connection guard) throws SQLException, InterruptedException {
        try (Statement statement = guard.createStatement()) {
            statement.execute("SET idle_session_timeout = 0");
            statement.execute("SET tcp_keepalives_idle = 30");
            try (ResultSet row =
                    statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK_CLASS + ", " + EXECUTOR + ")")) {
                row.next();
                if (!row.getBoolean(1)) {
                    return Optional.empty();
                }
            }
        }
        endLeftovers(guard);
        return Optional.of(Fence.take(guard, holder()));
    }

    /// The server may still be running a statement for an executor that was killed.
    private static void endLeftovers(Connection guard) throws SQLException, InterruptedException {
        String leftovers = """
                FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user
                    AND application_name = ? AND pid <> pg_backend_pid()
                """;
        try (PreparedStatement end = guard.prepareStatement("SELECT pg_terminate_backend(pid) " + leftovers);
                PreparedStatement count = guard.prepareStatement("SELECT count(*) " + leftovers)) {
            end.setString(1, StepSession.APPLICATION_NAME);
            end.execute();
            count.setString(1, StepSession.APPLICATION_NAME);
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < LEFTOVERS_GONE_WITHIN.toNanos()) {
                try (ResultSet row = count.executeQuery()) {
                    row.next();
                    if (row.getLong(1) == 0) {
                        return;
                    }
                }
                Thread.sleep(Duration.ofMillis(50));
            }
        }
        throw new SQLException("sessions of an executor that ran before do not end", "57P05");
    }

    private static String holder() {
        try {
            return InetAddress.getLocalHost().getHostName() + " process "
                    + ProcessHandle.current().pid();
        } catch (UnknownHostException nameless) {
            return "process " + ProcessHandle.current().pid();
        }
    }
}
