package io.godwit.executor.ledger;

import io.godwit.model.MigrationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Those that may run and have not begun, because another migration of their database is not finished: each database
/// has one at a time.
public final class Waiters {
    private static final int NAMED = 3;

    private Waiters() {}

    /// Who waits for a migration, in one sentence with a space before it; empty if nobody does.
    public static String of(Connection connection, MigrationId holder) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT left(id::text, 8) || CASE WHEN subject = '' THEN '' ELSE ' (' || subject || ')' END
                FROM godwit.migration WHERE status = 'AUTHORIZED' AND NOT started AND id <> ? ORDER BY arrival
                """)) {
            select.setObject(1, holder.value());
            List<String> waiters = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    waiters.add(rows.getString(1));
                }
            }
            return inWords(waiters);
        }
    }

    private static String inWords(List<String> waiters) {
        if (waiters.isEmpty()) {
            return "";
        }
        String named = String.join(", ", waiters.subList(0, Math.min(NAMED, waiters.size())));
        String more = waiters.size() > NAMED ? " and " + (waiters.size() - NAMED) + " more" : "";
        return waiters.size() == 1
                ? " Migration " + named + " waits for it."
                : " Migrations " + named + more + " wait for it.";
    }
}
