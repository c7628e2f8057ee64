package io.godwit.monitor.sample;

import io.godwit.events.TableMetrics;
import io.godwit.model.catalog.ObjectName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Sizes of the largest tables, and their scans since the last look. A table somebody holds or wants exclusively is not
/// measured: the size functions would wait for it.
final class TableStatistics {
    private static final int MOST_TABLES = 200;
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String SQL = """
            select s.schemaname, s.relname, s.n_live_tup, s.n_dead_tup, coalesce(s.seq_scan, 0), coalesce(s.idx_scan, 0),
                   case when exists (select from pg_locks l
                                     where l.relation = s.relid and l.mode = 'AccessExclusiveLock')
                        then null else pg_total_relation_size(s.relid) end
            from pg_stat_user_tables s join pg_class c on c.oid = s.relid
            where s.schemaname <> 'godwit'
            order by c.relpages desc, s.relid limit %d
            """.formatted(MOST_TABLES);

    private record Scans(long sequential, long index) {}

    private Map<ObjectName, Scans> last = Map.of();

    /// Empty for this time if a lock came in between.
    List<TableMetrics> sinceLastTime(Connection connection) throws SQLException {
        List<TableMetrics> tables = new ArrayList<>();
        Map<ObjectName, Scans> scans = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SQL)) {
            while (row.next()) {
                ObjectName name = new ObjectName(row.getString(1), row.getString(2));
                Scans now = new Scans(row.getLong(5), row.getLong(6));
                Scans before = last.getOrDefault(name, now);
                scans.put(name, now);
                long bytes = row.getLong(7);
                tables.add(TableMetrics.newBuilder()
                        .setSchemaName(name.schema())
                        .setTable(name.name())
                        .setTotalBytes(row.wasNull() ? null : bytes)
                        .setLiveRows(row.getLong(3))
                        .setDeadRows(row.getLong(4))
                        .setSequentialScans(Math.max(0, now.sequential() - before.sequential()))
                        .setIndexScans(Math.max(0, now.index() - before.index()))
                        .build());
            }
        } catch (SQLException locked) {
            if (!LOCK_NOT_AVAILABLE.equals(locked.getSQLState())) {
                throw locked;
            }
            return List.of();
        }
        last = scans;
        return tables;
    }
}
