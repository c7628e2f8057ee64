package io.godwit.executor.ledger;

import io.godwit.postgres.OwnTransactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// The fencing token: each executor that takes a database over draws a higher one, and no transaction of an earlier
/// one commits after that (Kleppmann, "How to do distributed locking", 2016).
///
/// @param token drawn on taking over
public record Fence(long token) {

    /// Draws the next token. Waits for transactions of the earlier holder that are about to commit.
    public static Fence take(Connection connection, String holder) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE godwit.fence SET token = token + 1, holder = ?, taken_at = now() RETURNING token")) {
            update.setString(1, holder);
            try (ResultSet row = update.executeQuery()) {
                row.next();
                return new Fence(row.getLong(1));
            }
        }
    }

    /// Makes the transaction one of the present holder: the token cannot be drawn anew before it ends. Marks it as
    /// Godwit's own in the same round trip.
    ///
    /// @throws FencedOff if another executor has taken over
    public void hold(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT token, holder, " + OwnTransactions.MARK + " FROM godwit.fence FOR SHARE");
                ResultSet row = select.executeQuery()) {
            row.next();
            if (row.getLong(1) != token) {
                throw new FencedOff(row.getString(2));
            }
        }
    }
}
