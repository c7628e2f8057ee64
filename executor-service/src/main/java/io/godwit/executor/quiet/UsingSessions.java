package io.godwit.executor.quiet;

import io.godwit.executor.step.Masked;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/// Sessions that use the old at this moment, by the statement they run or have run last in an open transaction.
///
/// @param ignored roles whose sessions do not count
record UsingSessions(Set<String> ignored) {

    void read(Connection connection, NamedIn named, List<String> uses) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                        SELECT pid, usename, coalesce(application_name, ''), query FROM pg_stat_activity
                        WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()
                            AND backend_type = 'client backend' AND query IS NOT NULL
                        """);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                boolean ours =
                        ignored.contains(rows.getString(2)) || rows.getString(3).startsWith("godwit");
                if (!ours && named.statement(rows.getString(4)).isPresent()) {
                    uses.add("pid " + rows.getInt(1) + " of role " + rows.getString(2) + " (" + rows.getString(3)
                            + ") at this moment by: " + Masked.query(rows.getString(4)));
                }
            }
        }
    }
}
