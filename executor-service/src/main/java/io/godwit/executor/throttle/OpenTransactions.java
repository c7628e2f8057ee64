package io.godwit.executor.throttle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// How many transactions are open in the server: the load, in a form any role may read (each holds a lock on its
/// virtual transaction id).
record OpenTransactions(int limit) implements Signal {
    @Override
    public Kind kind() {
        return Kind.OPEN_TRANSACTIONS;
    }

    @Override
    public Optional<String> veto(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT count(*) FROM pg_locks WHERE locktype = 'virtualxid' AND pid <> pg_backend_pid()");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1) > limit
                    ? Optional.of(row.getInt(1) + " transactions are open, the limit is " + limit)
                    : Optional.empty();
        }
    }
}
