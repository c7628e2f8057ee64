package io.godwit.executor;

import io.godwit.executor.ledger.LedgerMigration;
import io.godwit.executor.ledger.LedgerSchema;
import io.godwit.executor.ledger.Migrations;
import io.godwit.model.MigrationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// The database before another in its group, as an obstacle: a change begins here when it has succeeded there, and does
/// not while it has failed there or was undone.
record Predecessor(TargetDatabase target) implements NextMigration.Obstacle {

    @Override
    public Optional<String> of(LedgerMigration migration) {
        if (!migration.state().hurriedBy().isEmpty()) {
            return Optional.empty();
        }
        MigrationId there = migration.change().migrationIn(target.name());
        try (Connection connection = target.connections().open("godwit executor group")) {
            LedgerSchema.upgrade(connection);
            return Migrations.find(connection, there)
                    .map(known -> why(known, migration.id()))
                    .orElseGet(() -> Optional.of("Waits for database " + target.name()
                            + ", which comes before it (executor.groups) and has not had this change yet. Submit it"
                            + " there too, or go on without: godwit promote --now " + migration.id()));
        } catch (SQLException unreachable) {
            return Optional.of("Waits for database " + target.name()
                    + ", which comes before it (executor.groups): "
                    + target.problem(unreachable).getMessage());
        }
    }

    private Optional<String> why(LedgerMigration there, MigrationId here) {
        String look = " Look with: godwit status " + there.id();
        return switch (there.state().status()) {
            case APPLIED, AWAITING_PROMOTION -> Optional.empty();
            case OBSERVED, AWAITING_APPROVAL, AUTHORIZED, APPLYING, PAUSED ->
                Optional.of(
                        "Waits for database " + target.name() + ", which comes before it (executor.groups): there it"
                                + " is " + there.state().status().inWords() + "." + look);
            case STOPPED, ROLLING_BACK, ROLLBACK_STOPPED, ROLLED_BACK, REJECTED, REFUSED ->
                Optional.of("Does not begin, because it is "
                        + there.state().status().inWords() + " in database "
                        + target.name() + ", which comes before it (executor.groups)." + look
                        + " To go on all the same: godwit promote --now " + here);
        };
    }
}
