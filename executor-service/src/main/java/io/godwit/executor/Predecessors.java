package io.godwit.executor;

import io.godwit.executor.ledger.LedgerMigration;
import io.godwit.executor.ledger.LedgerSchema;
import io.godwit.executor.ledger.Migrations;
import io.godwit.model.MigrationId;
import io.godwit.model.plan.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The databases before another in its group. A change begins here when the one before has it, removes the old here
/// when it is removed there, and goes no further while it has failed or was undone in any of them.
///
/// @param targets the canary last
record Predecessors(List<TargetDatabase> targets) implements Precedence {

    @Override
    public Optional<String> beforeBeginning(LedgerMigration migration) {
        return first(target -> asked(target, migration, true, there -> switch (there.state()
                .status()) {
            case APPLIED, AWAITING_PROMOTION -> Optional.empty();
            case OBSERVED, AWAITING_APPROVAL, AUTHORIZED, APPLYING, PAUSED ->
                Optional.of("Waits for database " + target.name() + ", which comes before it (executor.groups): there"
                        + " it is " + there.state().status().inWords() + ". " + look(there, migration));
            case STOPPED, ROLLING_BACK, ROLLBACK_STOPPED, ROLLED_BACK, REJECTED, REFUSED ->
                Optional.of("Does not begin, " + failed(target, there) + look(there, migration));
        }));
    }

    @Override
    public Optional<String> before(LedgerMigration migration, Phase phase) {
        boolean removes = phase == Phase.CONTRACT;
        return first(target ->
                asked(target, migration, removes, there -> switch (there.state().status()) {
                    case STOPPED, ROLLING_BACK, ROLLBACK_STOPPED, ROLLED_BACK, REJECTED, REFUSED ->
                        Optional.of("Goes no further, " + failed(target, there) + look(there, migration));
                    case OBSERVED, AWAITING_APPROVAL, AUTHORIZED, APPLYING, PAUSED, AWAITING_PROMOTION ->
                        removes
                                ? Optional.of("Removes nothing before database " + target.name()
                                        + ", which comes before it (executor.groups), has done so: there it is "
                                        + there.state().status().inWords() + ". " + look(there, migration))
                                : Optional.empty();
                    case APPLIED -> Optional.empty();
                }));
    }

    private static String failed(TargetDatabase target, LedgerMigration there) {
        return "because it is " + there.state().status().inWords() + " in database " + target.name()
                + ", which comes before it (executor.groups). ";
    }

    private static String look(LedgerMigration there, LedgerMigration here) {
        return "Look with: godwit status " + there.id()
                + ". To go on without the other databases: godwit promote --now " + here.id();
    }

    private Optional<String> first(java.util.function.Function<TargetDatabase, Optional<String>> obstacle) {
        return targets.stream().map(obstacle).flatMap(Optional::stream).findFirst();
    }

    /// @param needed whether a database that cannot be asked, or does not know the change, is in the way
    private static Optional<String> asked(
            TargetDatabase target,
            LedgerMigration migration,
            boolean needed,
            java.util.function.Function<LedgerMigration, Optional<String>> obstacle) {
        if (migration.alone()) {
            return Optional.empty();
        }
        MigrationId there = migration.change().migrationIn(target.name());
        try (Connection connection = target.connections().open("godwit executor group")) {
            LedgerSchema.upgrade(connection);
            Optional<LedgerMigration> known = Migrations.find(connection, there);
            if (known.isPresent()) {
                return obstacle.apply(known.get());
            }
            return Optional.of("Waits for database " + target.name() + ", which comes before it (executor.groups) and"
                            + " has not had this change yet. Submit it there too, or go on without: godwit promote"
                            + " --now " + migration.id())
                    .filter(_ -> needed);
        } catch (SQLException unreachable) {
            return Optional.of("Waits for database " + target.name()
                            + ", which comes before it (executor.groups): "
                            + target.problem(unreachable).getMessage())
                    .filter(_ -> needed);
        }
    }
}
