package io.godwit.executor.throttle;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// One sign of how the server bears its load. What cannot be read counts as a veto.
sealed interface Signal permits ReplicationLag, SlotGrowth, ArchiverQueue, OpenTransactions, VacuumOnTable {

    /// As the configuration names it.
    Kind kind();

    /// @return why to hold back, in one sentence without a full stop; empty if nothing is in the way
    Optional<String> veto(Connection connection) throws SQLException;

    /// The signals there are.
    enum Kind {
        REPLICATION_LAG,
        SLOT_GROWTH,
        ARCHIVER_QUEUE,
        OPEN_TRANSACTIONS,
        VACUUM;

        /// `replication-lag`
        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
