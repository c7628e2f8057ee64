package io.godwit.executor.quiet;

import io.godwit.executor.step.Masked;
import io.godwit.model.SqlName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Calls of statements that name the old things, as pg_stat_statements counts them.
///
/// @param ignored roles whose statements do not count: those of Godwit's own services
record StatementCounters(Set<String> ignored) {
    private static final String HIDDEN = "<insufficient privilege>";

    void read(Connection connection, NamedIn named, List<Counter> counters, List<String> blind) throws SQLException {
        Optional<String> view = view(connection);
        if (view.isEmpty()) {
            blind.add("the statements that were run (CREATE EXTENSION pg_stat_statements in this database, with"
                    + " shared_preload_libraries)");
            return;
        }
        String sql = """
                SELECT s.queryid || '/' || s.userid, coalesce(r.rolname, 'a dropped role'), sum(s.calls), min(s.query)
                FROM %s s LEFT JOIN pg_roles r ON r.oid = s.userid
                WHERE s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND s.toplevel
                GROUP BY s.queryid, s.userid, r.rolname
                """.formatted(view.get());
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            boolean hidden = false;
            while (rows.next()) {
                String role = rows.getString(2);
                String query = rows.getString(4);
                if (ignored.contains(role)) {
                    continue;
                }
                hidden |= query.equals(HIDDEN);
                if (named.statement(query).isPresent()) {
                    String who = "role " + role + " by: " + Masked.query(query);
                    counters.add(new Counter("statement " + rows.getString(1), rows.getLong(3), who));
                }
            }
            if (hidden) {
                blind.add("the statements of other roles (GRANT pg_read_all_stats to the executor's role)");
            }
        }
    }

    /// Empty if it is not installed, or not loaded.
    private static Optional<String> view(Connection connection) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                        SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
                        WHERE e.extname = 'pg_stat_statements'
                            AND current_setting('pg_stat_statements.max', true) IS NOT NULL
                        """);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(SqlName.quoted(rows.getString(1)) + ".pg_stat_statements");
            }
        }
        return found.stream().findFirst();
    }
}
