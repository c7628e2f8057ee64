package io.godwit.executor.ledger;

import io.godwit.schemas.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/// Events that were decided in a transaction of the ledger and are to be published after it. A crash between the
/// publication and its record repeats an event, with the same content, and never loses one.
public final class Outbox {
    /// Published ones are kept this long, to be looked at.
    private static final String KEPT = "30 days";

    /// @param entry its number; events are published in this order
    public record Waiting(long entry, String topic, RecordText text) {
        /// The event, if it is one of the topic's.
        public <T extends SpecificRecord> T read(Topic<T> as) {
            return text.read(as.eventType(), as.schema());
        }
    }

    private Outbox() {}

    static <T extends SpecificRecord> void add(Connection transaction, Topic<T> topic, T event) throws SQLException {
        RecordText text = RecordText.of(event);
        try (PreparedStatement insert = transaction.prepareStatement(
                "INSERT INTO godwit.outbox (topic, event, event_schema) VALUES (?, ?, ?)")) {
            insert.setString(1, topic.name());
            insert.setString(2, text.json());
            insert.setString(3, text.schema());
            insert.executeUpdate();
        }
    }

    /// At most 100, in order.
    public static List<Waiting> waiting(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                        SELECT entry, topic, event, event_schema FROM godwit.outbox
                        WHERE NOT published ORDER BY entry LIMIT 100
                        """);
                ResultSet rows = select.executeQuery()) {
            List<Waiting> waiting = new ArrayList<>();
            while (rows.next()) {
                waiting.add(new Waiting(
                        rows.getLong(1), rows.getString(2), new RecordText(rows.getString(3), rows.getString(4))));
            }
            return waiting;
        }
    }

    public static void published(Connection connection, long entry) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                        "UPDATE godwit.outbox SET published = true WHERE NOT published AND entry = ?");
                PreparedStatement delete = connection.prepareStatement(
                        "DELETE FROM godwit.outbox WHERE published AND at < now() - interval '" + KEPT + "'")) {
            update.setLong(1, entry);
            update.executeUpdate();
            delete.executeUpdate();
        }
    }
}
