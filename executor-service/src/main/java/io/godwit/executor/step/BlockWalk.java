package io.godwit.executor.step;

import io.godwit.model.catalog.ObjectName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Along the blocks a table had at the beginning of the walk. Rows that move meanwhile are found by the next pass.
record BlockWalk(long blocks) implements Walk {
    private static final int ROWS_PER_BLOCK = 50;

    static BlockWalk over(Connection connection, ObjectName table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT coalesce(max(pg_relation_size(relid)), 0) / current_setting('block_size')::int
                FROM (SELECT relid FROM pg_partition_tree(?::regclass) UNION SELECT ?::regclass) parts
                """)) {
            select.setString(1, table.sql());
            select.setString(2, table.sql());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new BlockWalk(row.getLong(1));
            }
        }
    }

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

    @Override
    public String rowName() {
        return "ctid::text";
    }
}
