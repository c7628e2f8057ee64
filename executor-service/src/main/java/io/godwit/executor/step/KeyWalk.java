package io.godwit.executor.step;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.postgres.usage.QueryStatistics;
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

/// Along a unique key without NULLs.
///
/// @param types of the key's columns, as one casts a text to them
record KeyWalk(ObjectName table, List<String> columns, List<String> types) implements Walk {
    /// The type modifier -1 rather than NULL: it is what makes `character` print as `bpchar`, which a text can be cast
    /// to without being cut to one character.
    private static final String TYPE = """
            SELECT format_type(atttypid, -1) FROM pg_attribute
            WHERE attrelid = ?::regclass AND attname = ? AND NOT attisdropped
            """;

    private static final String ESTIMATE = """
            SELECT coalesce(sum(c.reltuples) FILTER (WHERE c.reltuples >= 0), 0)::bigint
            FROM pg_class c
            WHERE c.oid IN (SELECT relid FROM pg_partition_tree(?::regclass) UNION SELECT ?::regclass)
            """;

    static KeyWalk over(Connection connection, ObjectName table, List<String> columns) throws SQLException {
        List<String> types = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(TYPE)) {
            for (String column : columns) {
                select.setString(1, table.sql());
                select.setString(2, column);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        throw new SQLException("table " + table + " has no column " + column, "42703");
                    }
                    types.add(row.getString(1));
                }
            }
        }
        return new KeyWalk(table, columns, types);
    }

    /// The key so many further on is found in the index alone. Only the last range of a walk, which has fewer, is
    /// counted.
    @Override
    public Optional<Range> next(Connection connection, List<String> from, int size) throws SQLException {
        String after = from.isEmpty() ? "true" : "(" + key("") + ") > (" + values(from) + ")";
        String page = "SELECT " + key("") + " FROM " + table.sql() + " WHERE " + after + " ORDER BY " + key("");
        Optional<Range> whole = range(
                connection,
                after,
                "SELECT " + size + ", " + texts() + " FROM (" + page + " OFFSET " + (size - 1) + " LIMIT 1) page");
        if (whole.isPresent()) {
            return whole;
        }
        return range(
                connection,
                after,
                "WITH page AS MATERIALIZED (" + page + ") SELECT (SELECT count(*) FROM page), " + texts()
                        + " FROM page ORDER BY " + key(" DESC") + " LIMIT 1");
    }

    /// @param query for the number of keys and the last one of them
    private Optional<Range> range(Connection connection, String after, String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(QueryStatistics.own(query))) {
                if (!row.next()) {
                    return Optional.empty();
                }
                List<String> end = new ArrayList<>();
                for (int i = 0; i < types.size(); i++) {
                    end.add(row.getString(i + 2));
                }
                String condition = after + " AND (" + key("") + ") <= (" + values(end) + ")";
                return Optional.of(new Range(end, condition, row.getLong(1)));
            }
        }
    }

    /// Named otherwise than the columns: ORDER BY would sort by the texts.
    private String texts() {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> SqlName.quoted(columns.get(i)) + "::text AS k" + i)
                .collect(Collectors.joining(", "));
    }

    @Override
    public String unit() {
        return "rows";
    }

    @Override
    public long total(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ESTIMATE)) {
            select.setString(1, table.sql());
            select.setString(2, table.sql());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Override
    public String rowName() {
        return columns.stream()
                .map(column -> SqlName.quoted(column) + "::text")
                .collect(Collectors.joining(" || ', ' || "));
    }

    private String key(String direction) {
        return columns.stream()
                .map(column -> SqlName.quoted(column) + direction)
                .collect(Collectors.joining(", "));
    }

    private String values(List<String> texts) {
        return IntStream.range(0, types.size())
                .mapToObj(i -> SqlName.literal(texts.get(i)) + "::" + types.get(i))
                .collect(Collectors.joining(", "));
    }
}
