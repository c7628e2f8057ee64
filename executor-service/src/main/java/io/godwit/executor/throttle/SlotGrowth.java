package io.godwit.executor.throttle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// WAL that replication slots keep from being removed: a slot nobody reads fills the disk, and one that falls too far
/// behind is lost.
///
/// @param limitBytes what one slot may retain
record SlotGrowth(long limitBytes) implements Signal {
    private static final String WORST = """
            SELECT slot_name, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::bigint AS retained, safe_wal_size,
                coalesce(wal_status, ''), (SELECT setting::bigint * 1024 * 1024 FROM pg_settings
                    WHERE name = 'max_slot_wal_keep_size') AS kept
            FROM pg_replication_slots
            WHERE restart_lsn IS NOT NULL
            ORDER BY retained DESC
            """;

    @Override
    public Kind kind() {
        return Kind.SLOT_GROWTH;
    }

    @Override
    public Optional<String> veto(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(WORST);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String slot = row.getString(1);
                long retained = row.getLong(2);
                long safe = row.getLong(3);
                boolean hasLimit = !row.wasNull();
                if (retained > limitBytes) {
                    return Optional.of("slot " + slot + " retains " + megabytes(retained) + " of WAL, the limit is "
                            + megabytes(limitBytes));
                }
                if (row.getString(4).equals("unreserved") || hasLimit && safe < row.getLong(5) / 5) {
                    return Optional.of("slot " + slot + " may be lost after another " + megabytes(Math.max(0, safe))
                            + " of WAL (max_slot_wal_keep_size)");
                }
            }
            return Optional.empty();
        }
    }

    private static String megabytes(long bytes) {
        return bytes / (1024 * 1024) + " MB";
    }
}
