package io.godwit.executor.step;

import io.godwit.executor.ledger.Migrations;
import io.godwit.executor.lifecycle.Status;
import io.godwit.model.MigrationId;
import java.sql.Connection;
import java.sql.SQLException;

/// Asks the ledger whether a migration is still to go on: people pause and roll back while a step runs.
///
/// @param wanted the status in which it goes on
public record Control(MigrationId migration, Status wanted) {
    public boolean mayGoOn(Connection connection) throws SQLException {
        return Migrations.status(connection, migration) == wanted;
    }
}
