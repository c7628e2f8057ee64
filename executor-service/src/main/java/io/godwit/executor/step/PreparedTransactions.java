package io.godwit.executor.step;

import io.godwit.model.plan.ExpectedLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Prepared transactions that hold locks a step needs: they belong to no session, and stay until somebody ends them.
final class PreparedTransactions {
    private static final String HOLDING = """
            SELECT p.gid, p.owner, extract(epoch FROM clock_timestamp() - p.prepared)::float8
            FROM pg_prepared_xacts p
            WHERE p.database = current_database() AND EXISTS (
                SELECT FROM pg_locks t JOIN pg_locks l ON l.virtualtransaction = t.virtualtransaction
                WHERE t.locktype = 'transactionid' AND t.transactionid = p.transaction AND t.pid IS NULL
                    AND l.pid IS NULL AND l.granted AND l.locktype = 'relation' AND l.relation = to_regclass(?)
                    AND l.mode = ANY (?))
            """;

    private PreparedTransactions() {}

    static List<Blocker> ahead(Connection connection, ExpectedLock lock) throws SQLException {
        List<Blocker> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(HOLDING)) {
            select.setString(1, lock.relation().sql());
            select.setArray(2, connection.createArrayOf("text", Blockers.conflicting(lock.mode())));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(Blocker.prepared(rows.getString(1), rows.getString(2), Duration.ofMillis((long)
                            (rows.getDouble(3) * 1000))));
                }
            }
        }
        return found;
    }
}
