package io.godwit.executor.throttle;

import io.godwit.model.catalog.ObjectName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// A vacuum of the table (or an index build on it, which takes the same lock): it needs to keep up with the rows that
/// are written. Read from the locks, which any role may see.
record VacuumOnTable(ObjectName table) implements Signal {
    private static final String AT_WORK = """
            SELECT l.pid, l.relation::regclass FROM pg_locks l
            WHERE l.locktype = 'relation' AND l.mode = 'ShareUpdateExclusiveLock' AND l.granted
                AND l.pid <> pg_backend_pid()
                AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND l.relation IN (SELECT relid FROM pg_partition_tree(to_regclass(?)) UNION SELECT to_regclass(?))
            LIMIT 1
            """;

    @Override
    public Kind kind() {
        return Kind.VACUUM;
    }

    @Override
    public Optional<String> veto(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(AT_WORK)) {
            select.setString(1, table.sql());
            select.setString(2, table.sql());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of("a vacuum (pid " + row.getInt(1) + ") is at work on " + row.getString(2))
                        : Optional.empty();
            }
        }
    }
}
