package io.godwit.executor.ledger;

import io.godwit.events.MigrationCommand;
import io.godwit.model.MigrationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The ledger's table of commands: who asked for what, when and why, and what came of it.
public final class Commands {
    private Commands() {}

    /// @param transaction in which the command is decided
    /// @return false if the command was seen before: it acts once
    public static boolean firstSeen(Connection transaction, MigrationCommand command) throws SQLException {
        lock(transaction, new MigrationId(command.getMigrationId()));
        try (PreparedStatement insert = transaction.prepareStatement("""
                INSERT INTO godwit.command
                    (id, migration_id, kind, issued_by, reason, issued_at, outcome, event, event_schema)
                VALUES (?, ?, ?, ?, ?, ?, 'waits for the plan', ?, ?) ON CONFLICT (id) DO NOTHING
                """)) {
            insert.setObject(1, command.getCommandId());
            insert.setObject(2, command.getMigrationId());
            insert.setString(3, command.getCommand().getClass().getSimpleName());
            insert.setString(4, command.getIssuedBy());
            insert.setString(5, command.getReason());
            insert.setObject(6, command.getIssuedAt().atOffset(ZoneOffset.UTC));
            RecordText event = RecordText.of(command);
            insert.setString(7, event.json());
            insert.setString(8, event.schema());
            return insert.executeUpdate() == 1;
        }
    }

    /// Commands about a migration that came before its plan did, in the order in which they were given. Topics are not
    /// ordered among each other: an approval may overtake what it approves.
    public static List<MigrationCommand> waiting(Connection transaction, MigrationId id) throws SQLException {
        lock(transaction, id);
        try (PreparedStatement select = transaction.prepareStatement("""
                SELECT event, event_schema FROM godwit.command
                WHERE migration_id = ? AND outcome = 'waits for the plan' ORDER BY issued_at, received_at
                """)) {
            select.setObject(1, id.value());
            List<MigrationCommand> commands = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    commands.add(new RecordText(rows.getString(1), rows.getString(2))
                            .read(MigrationCommand.class, MigrationCommand.getClassSchema()));
                }
            }
            return commands;
        }
    }

    /// One at a time for each migration: else a command and its plan, taken in at once, could each miss the other.
    private static void lock(Connection transaction, MigrationId id) throws SQLException {
        try (PreparedStatement lock =
                transaction.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, "godwit command " + id);
            lock.execute();
        }
    }

    public static void outcome(Connection transaction, MigrationCommand command, String outcome) throws SQLException {
        try (PreparedStatement update =
                transaction.prepareStatement("UPDATE godwit.command SET outcome = ? WHERE id = ?")) {
            update.setString(1, outcome);
            update.setObject(2, command.getCommandId());
            update.executeUpdate();
        }
    }
}
