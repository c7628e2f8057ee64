package io.godwit.capture;

import io.godwit.model.Problem;
import io.godwit.postgres.DatabaseAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The slot that remembers, on the server, how far row changes were taken over. What is not yet taken over the server
/// must keep, so a slot nobody reads can fill its disk: health watches over how much that is.
record ReplicationSlot(String name) {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicationSlot.class);

    /// Makes the server ready to stream: the slot is there, and one the server has given up is made anew.
    ///
    /// Debezium would make the slot too, but keeps the transaction in which it did so open until it streams. A
    /// `CREATE INDEX CONCURRENTLY` waits for every such transaction.
    ///
    /// @throws Problem if the server does not write logical WAL
    void prepare(Connection connection, DatabaseAddress address) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('wal_level')")) {
            row.next();
            if (!row.getString(1).equals("logical")) {
                throw Problem.environment(
                        "WAL_NOT_LOGICAL",
                        "row changes cannot be captured: set wal_level = 'logical' in postgresql.conf and restart the server, or set capture.row.changes=false");
            }
        }
        String lost = "select pg_drop_replication_slot(slot_name) from pg_replication_slots"
                + " where slot_name = ? and not active and wal_status = 'lost'";
        try (PreparedStatement statement = connection.prepareStatement(lost)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    LOG.warn(
                            "The server had given up the replication slot {} (max_slot_wal_keep_size). A new one is made; the changes in between are not captured.",
                            name);
                }
            }
        }
        if (!exists(connection)) {
            try (Connection replication = address.connectForReplication("godwit-capture")) {
                replication
                        .unwrap(PGConnection.class)
                        .getReplicationAPI()
                        .createReplicationSlot()
                        .logical()
                        .withSlotName(name)
                        .withOutputPlugin("pgoutput")
                        .make();
            }
        }
    }

    private boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select from pg_replication_slots where slot_name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /// What is wrong with the slot; empty if nothing is.
    ///
    /// @param mostBytes how much write-ahead log it may hold back
    Optional<String> problem(Connection connection, long mostBytes) throws SQLException {
        String sql = "select coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint, wal_status"
                + " from pg_replication_slots where slot_name = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                if ("lost".equals(row.getString(2))) {
                    return Optional.of("the server has given up the replication slot " + name
                            + "; restart the capture service, it makes a new one");
                }
                long retained = row.getLong(1);
                return retained <= mostBytes
                        ? Optional.empty()
                        : Optional.of(
                                "the replication slot %s makes the server keep %d MB of write-ahead log; if that does not shrink, look for a long transaction, or drop the slot with: SELECT pg_drop_replication_slot('%s')"
                                        .formatted(name, retained >> 20, name));
            }
        }
    }
}
