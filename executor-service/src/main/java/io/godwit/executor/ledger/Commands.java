package io.godwit.executor.ledger;

import io.godwit.events.MigrationCommand;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;

/// The ledger's table of commands: who asked for what, when and why, and what came of it.
public final class Commands {
    private Commands() {}

    /// @param transaction in which the command is decided
    /// @return false if the command was seen before: it acts once
    public static boolean firstSeen(Connection transaction, MigrationCommand command) throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement("""
                INSERT INTO godwit.command (id, migration_id, kind, issued_by, reason, issued_at, outcome)
                VALUES (?, ?, ?, ?, ?, ?, '') ON CONFLICT (id) DO NOTHING
                """)) {
            insert.setObject(1, command.getCommandId());
            insert.setObject(2, command.getMigrationId());
            insert.setString(3, command.getCommand().getClass().getSimpleName());
            insert.setString(4, command.getIssuedBy());
            insert.setString(5, command.getReason());
            insert.setObject(6, command.getIssuedAt().atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
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
