package io.godwit.executor.throttle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/// WAL segments that wait to be archived. Worked out from the name of the last one archived, which any role may read.
/// While none is known (nothing was archived yet, or the last file was no segment), those count that were written since
/// the first look.
final class ArchiverQueue implements Signal {
    private static final String QUEUE = """
            WITH position AS (
                SELECT setting::bigint AS segment_size,
                    pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint AS written
                FROM pg_settings WHERE name = 'wal_segment_size'
            )
            SELECT written / segment_size - 1,
                CASE WHEN last_archived_wal ~ '^[0-9A-F]{24}' THEN
                    ('x' || substr(last_archived_wal, 9, 8))::bit(32)::bigint * (4294967296 / segment_size)
                        + ('x' || substr(last_archived_wal, 17, 8))::bit(32)::bigint END,
                coalesce(last_failed_time > last_archived_time, last_failed_time IS NOT NULL),
                coalesce(last_failed_wal, '')
            FROM position, pg_stat_archiver
            WHERE current_setting('archive_mode') <> 'off'
            """;

    private final int limit;
    private OptionalLong firstSeen = OptionalLong.empty();

    /// @param limit segments
    ArchiverQueue(int limit) {
        this.limit = limit;
    }

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
            if (row.getBoolean(3)) {
                return Optional.of("archiving WAL segment " + row.getString(4) + " fails");
            }
            long full = row.getLong(1);
            long archived = row.getLong(2);
            boolean unknown = row.wasNull();
            firstSeen = OptionalLong.of(firstSeen.orElse(full));
            long waiting = full - (unknown ? firstSeen.getAsLong() : archived);
            return waiting > limit
                    ? Optional.of(waiting + " WAL segments wait to be archived, the limit is " + limit)
                    : Optional.empty();
        }
    }
}
