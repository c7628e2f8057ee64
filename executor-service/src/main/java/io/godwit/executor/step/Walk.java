package io.godwit.executor.step;

import io.godwit.model.SqlName;
import io.godwit.model.plan.Action.Backfill;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The order in which a backfill goes over a table: along a key, or block by block where there is none. Always by
/// range, never by OFFSET: over a set that shrinks while it is worked on, an OFFSET skips rows.
sealed interface Walk {
    /// A piece of the walk.
    ///
    /// @param end       where the next one begins, in PostgreSQL's text form
    /// @param condition which rows it covers, in SQL
    /// @param size      keys or blocks in it
    record Range(List<String> end, String condition, long size) {}

    /// @param from where to begin; empty for the beginning
    /// @param size keys to cover, about
    /// @return empty at the end of the table
    Optional<Range> next(Connection connection, List<String> from, int size) throws SQLException;

    /// What is walked: `keys` or `blocks`.
    String unit();

    /// How many there are, as estimated; not above 0 if unknown.
    long total(Connection connection) throws SQLException;

    static Walk of(Connection connection, Backfill action) throws SQLException {
        return action.keyColumns().isEmpty()
                ? new Blocks(action, blocks(connection, action))
                : keys(connection, action);
    }

    private static Walk keys(Connection connection, Backfill action) throws SQLException {
        List<String> types = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT format_type(atttypid, NULL) FROM pg_attribute
                WHERE attrelid = ?::regclass AND attname = ? AND NOT attisdropped
                """)) {
            for (String column : action.keyColumns()) {
                select.setString(1, action.table().sql());
                select.setString(2, column);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        throw new SQLException("table " + action.table() + " has no column " + column, "42703");
                    }
                    types.add(row.getString(1));
                }
            }
        }
        return new Keys(action, types);
    }

    private static long blocks(Connection connection, Backfill action) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT coalesce(max(pg_relation_size(relid)), 0) / current_setting('block_size')::int
                FROM (SELECT relid FROM pg_partition_tree(?::regclass) UNION SELECT ?::regclass) parts
                """)) {
            select.setString(1, action.table().sql());
            select.setString(2, action.table().sql());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /// Along a unique key without NULLs.
    record Keys(Backfill action, List<String> types) implements Walk {
        private static final String ESTIMATE =
                "SELECT coalesce(sum(c.reltuples) FILTER (WHERE c.reltuples >= 0), 0)::bigint"
                        + " FROM pg_class c WHERE c.oid IN (SELECT relid FROM pg_partition_tree(?::regclass) UNION SELECT ?::regclass)";

        @Override
        public Optional<Range> next(Connection connection, List<String> from, int size) throws SQLException {
            String key = key();
            String texts = IntStream.range(0, types.size())
                    .mapToObj(i -> SqlName.quoted(action.keyColumns().get(i)) + "::text AS k" + i)
                    .collect(Collectors.joining(", "));
            String after = from.isEmpty() ? "true" : "(" + key + ") > (" + values(from) + ")";
            String sql =
                    "SELECT " + texts + ", (SELECT count(*) FROM page) FROM page ORDER BY " + descending() + " LIMIT 1";
            String page = "WITH page AS MATERIALIZED (SELECT " + key + " FROM "
                    + action.table().sql() + " WHERE " + after + " ORDER BY " + key + " LIMIT " + size + ") ";
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                try (ResultSet row = statement.executeQuery(page + sql)) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    List<String> end = new ArrayList<>();
                    for (int i = 1; i <= types.size(); i++) {
                        end.add(row.getString(i));
                    }
                    String condition = after + " AND (" + key + ") <= (" + values(end) + ")";
                    return Optional.of(new Range(end, condition, row.getLong(types.size() + 1)));
                }
            }
        }

        @Override
        public String unit() {
            return "rows";
        }

        @Override
        public long total(Connection connection) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(ESTIMATE)) {
                select.setString(1, action.table().sql());
                select.setString(2, action.table().sql());
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        }

        private String key() {
            return action.keyColumns().stream().map(SqlName::quoted).collect(Collectors.joining(", "));
        }

        private String descending() {
            return action.keyColumns().stream()
                    .map(column -> SqlName.quoted(column) + " DESC")
                    .collect(Collectors.joining(", "));
        }

        private String values(List<String> texts) {
            return IntStream.range(0, types.size())
                    .mapToObj(i -> SqlName.literal(texts.get(i)) + "::" + types.get(i))
                    .collect(Collectors.joining(", "));
        }
    }

    /// Along the blocks the table had at the beginning of the walk. Rows that move meanwhile are found by the next
    /// pass.
    record Blocks(Backfill action, long blocks) implements Walk {
        private static final int ROWS_PER_BLOCK = 50;

        @Override
        public Optional<Range> next(Connection connection, List<String> from, int size) {
            long first = from.isEmpty() ? 0 : Long.parseLong(from.getFirst());
            if (first >= blocks) {
                return Optional.empty();
            }
            long end = Math.min(blocks, first + Math.max(1, size / ROWS_PER_BLOCK));
            return Optional.of(new Range(
                    List.of(Long.toString(end)),
                    "ctid >= '(" + first + ",0)'::tid AND ctid < '(" + end + ",0)'::tid",
                    end - first));
        }

        @Override
        public String unit() {
            return "blocks";
        }

        @Override
        public long total(Connection connection) {
            return blocks;
        }
    }
}
