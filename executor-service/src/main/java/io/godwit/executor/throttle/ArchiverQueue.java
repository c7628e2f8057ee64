package io.godwit.executor.throttle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// WAL segments that wait to be archived. Worked out from the name of the last one archived, which any role may read.
///
/// @param limit segments
record ArchiverQueue(int limit) implements Signal {
    private static final String QUEUE = """
            WITH position AS (
                SELECT setting::bigint AS segment_size,
                    (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint AS written
                FROM pg_settings WHERE name = 'wal_segment_size'
            )
            SELECT written / segment_size
                - (('x' || substr(last_archived_wal, 9, 8))::bit(32)::bigint * (4294967296 / segment_size)
                    + ('x' || substr(last_archived_wal, 17, 8))::bit(32)::bigint) - 1,
                coalesce(last_failed_time > last_archived_time, last_failed_time IS NOT NULL),
                coalesce(last_failed_wal, '')
            FROM position, pg_stat_archiver
            WHERE current_setting('archive_mode') <> 'off'
            """;

    @Override
    public Kind kind() {
        return Kind.ARCHIVER_QUEUE;
    }

    @Override
    public Optional<String> veto(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(QUEUE);
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            if (row.getBoolean(2)) {
                return Optional.of("archiving WAL segment " + row.getString(3) + " fails");
            }
            return row.getLong(1) > limit
                    ? Optional.of(row.getLong(1) + " WAL segments wait to be archived, the limit is " + limit)
                    : Optional.empty();
        }
    }
}
