package io.godwit.postgres.statistics;

import io.godwit.model.catalog.ObjectName;
import io.godwit.postgres.usage.QueryStatistics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Reads statistics with reader's locks only. Small tables are counted, so that "empty" is a fact; those whose rows the
/// role may not read, or not all of them (row security), are estimated.
public final class StatisticsReader {
    /// Tables up to this size (8 MB) are counted: it takes some milliseconds.
    private static final long COUNTED_BYTES = 8L * 1024 * 1024;

    /// `reltuples` is -1 for a table never vacuumed or analyzed; 100 bytes a row is then taken for granted.
    /// Scans stand for calls where `pg_stat_statements` is missing.
    private static final String SIZE = """
            select c.relkind = 'p' as partitioned,
                   has_table_privilege(c.oid, 'SELECT') and not row_security_active(c.oid) as countable, sum(pg_total_relation_size(l.oid)) as total_bytes,
                   sum(pg_relation_size(l.oid)) as heap_bytes,
                   sum(case when l.reltuples >= 0 then l.reltuples else pg_relation_size(l.oid) / 100 end) as rows,
                   sum(coalesce(s.seq_scan, 0) + coalesce(s.idx_scan, 0))
                     / greatest(extract(epoch from now() - coalesce(
                         (select stats_reset from pg_stat_database where datname = current_database()),
                         pg_postmaster_start_time())) / 60, 1) as accesses_per_minute
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_class l on l.oid = c.oid or c.relkind = 'p' and l.relkind = 'r'
              and l.oid in (select relid from pg_partition_tree(c.oid))
            left join pg_stat_user_tables s on s.relid = l.oid
            where n.nspname = ? and c.relname = ? and c.relkind in ('r', 'p')
            group by c.oid, c.relkind
            """;

    private static final String LONGEST_TRANSACTION = """
            select coalesce(extract(epoch from max(clock_timestamp() - xact_start)), 0)
            from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
            """;

    private StatisticsReader() {}

    /// @param tables those whose size and traffic are wanted; tables that do not exist are left out of the answer
    public static DatabaseStatistics read(Connection connection, Collection<ObjectName> tables) throws SQLException {
        Map<ObjectName, TableStatistics> found = new HashMap<>();
        CallsPerTable calls = CallsPerTable.read(connection);
        for (ObjectName table : tables) {
            readTable(connection, table, calls, found);
        }
        return new DatabaseStatistics(
                connection.getMetaData().getDatabaseMajorVersion(),
                found,
                indexScans(connection),
                (int) number(connection, "select count(*) from pg_stat_replication"),
                Duration.ofMillis((long) (number(connection, LONGEST_TRANSACTION) * 1000)));
    }

    private static void readTable(
            Connection connection, ObjectName table, CallsPerTable calls, Map<ObjectName, TableStatistics> found)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SIZE)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    boolean counted = row.getBoolean("countable") && row.getLong("heap_bytes") <= COUNTED_BYTES;
                    long rows = counted
                            ? (long) number(connection, QueryStatistics.own("select count(*) from " + table.sql()))
                            : row.getLong("rows");
                    double perMinute = calls.perMinute(table).orElse(row.getDouble("accesses_per_minute"));
                    found.put(
                            table,
                            new TableStatistics(
                                    rows,
                                    counted,
                                    row.getLong("total_bytes"),
                                    row.getBoolean("partitioned"),
                                    perMinute));
                }
            }
        }
    }

    private static Map<ObjectName, Long> indexScans(Connection connection) throws SQLException {
        Map<ObjectName, Long> scans = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select schemaname, indexrelname, idx_scan from pg_stat_user_indexes")) {
            while (row.next()) {
                scans.put(new ObjectName(row.getString(1), row.getString(2)), row.getLong(3));
            }
        }
        return scans;
    }

    private static double number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getDouble(1);
        }
    }
}
