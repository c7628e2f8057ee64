package io.godwit.monitor.sample;

import io.godwit.events.QueryMetrics;
import io.godwit.model.SqlName;
import io.godwit.postgres.Fingerprint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What pg_stat_statements counted since the last look, by fingerprint: its own ids may change with a migration. The
/// texts, which the server keeps in a file, are asked for only once per query.
final class StatementStatistics {
    private static final Logger LOG = LoggerFactory.getLogger(StatementStatistics.class);

    /// @param user a query is counted apart for each role
    private record Key(long query, long user, boolean topLevel) {}

    private record Counts(long calls, double millis, long rows, long blocks) {
        static final Counts NONE = new Counts(0, 0, 0, 0);

        /// After a reset, or if the entry was thrown out and came back, what there is now is all new.
        Counts since(Counts before) {
            return calls < before.calls
                    ? this
                    : new Counts(
                            calls - before.calls, millis - before.millis, rows - before.rows, blocks - before.blocks);
        }

        Counts plus(Counts other) {
            return new Counts(calls + other.calls, millis + other.millis, rows + other.rows, blocks + other.blocks);
        }
    }

    private final Optional<String> function;
    private final Map<Long, Fingerprint> fingerprints = new HashMap<>();
    private Map<Key, Counts> last = Map.of();

    private StatementStatistics(Optional<String> function) {
        this.function = function;
    }

    /// Without the extension there is nothing to count; that is logged once, with what to do.
    static StatementStatistics open(Connection connection) throws SQLException {
        String sql = "select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace"
                + " where e.extname = 'pg_stat_statements'";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (row.next()) {
                return new StatementStatistics(Optional.of(SqlName.quoted(row.getString(1)) + ".pg_stat_statements"));
            }
        }
        LOG.warn(
                "No query times are sampled in {}: CREATE EXTENSION pg_stat_statements there, with shared_preload_libraries = 'pg_stat_statements'.",
                connection.getCatalog());
        return new StatementStatistics(Optional.empty());
    }

    List<QueryMetrics> sinceLastTime(Connection connection) throws SQLException {
        if (function.isEmpty()) {
            return List.of();
        }
        Map<Key, Counts> now = counts(connection, function.get());
        Map<Long, Counts> called = new LinkedHashMap<>();
        now.forEach((key, counts) -> {
            Counts since = counts.since(last.getOrDefault(key, Counts.NONE));
            if (since.calls() > 0) {
                called.merge(key.query(), since, Counts::plus);
            }
        });
        boolean first = last.isEmpty();
        last = now;
        if (first) {
            return List.of();
        }
        learn(connection, function.get(), called.keySet());
        return metrics(called);
    }

    private List<QueryMetrics> metrics(Map<Long, Counts> called) {
        Map<Fingerprint, Counts> byFingerprint = new LinkedHashMap<>();
        called.forEach((query, counts) -> Optional.ofNullable(fingerprints.get(query))
                .ifPresent(fingerprint -> byFingerprint.merge(fingerprint, counts, Counts::plus)));
        List<QueryMetrics> metrics = new ArrayList<>();
        byFingerprint.forEach((fingerprint, counts) -> metrics.add(QueryMetrics.newBuilder()
                .setFingerprint(fingerprint.hash())
                .setQuery(fingerprint.text())
                .setCalls(counts.calls())
                .setTotalMillis(counts.millis())
                .setRows(counts.rows())
                .setSharedBlocks(counts.blocks())
                .build()));
        return metrics;
    }

    private static Map<Key, Counts> counts(Connection connection, String function) throws SQLException {
        String sql = """
                select queryid, userid, toplevel, calls, total_exec_time, rows, shared_blks_hit + shared_blks_read
                from %s(false)
                where dbid = (select oid from pg_database where datname = current_database())
                  and queryid is not null and userid <> (select oid from pg_roles where rolname = current_user)
                """.formatted(function);
        Map<Key, Counts> counts = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                counts.put(
                        new Key(row.getLong(1), row.getLong(2), row.getBoolean(3)),
                        new Counts(row.getLong(4), row.getDouble(5), row.getLong(6), row.getLong(7)));
            }
        }
        return counts;
    }

    private void learn(Connection connection, String function, Set<Long> queries) throws SQLException {
        Set<Long> unknown = new HashSet<>(queries);
        unknown.removeAll(fingerprints.keySet());
        if (unknown.isEmpty()) {
            return;
        }
        String sql =
                "select distinct on (queryid) queryid, query from %s(true) where queryid = any(?)".formatted(function);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("bigint", unknown.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Optional<String> text = Optional.ofNullable(row.getString(2));
                    if (text.isPresent() && !text.get().equals("<insufficient privilege>")) {
                        fingerprints.put(row.getLong(1), Fingerprint.of(text.get()));
                    }
                }
            }
        }
    }
}
