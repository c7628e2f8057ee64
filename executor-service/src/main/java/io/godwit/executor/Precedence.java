package io.godwit.executor;

import io.godwit.executor.ledger.LedgerMigration;
import io.godwit.model.plan.Phase;
import java.util.Optional;

/// What keeps a migration waiting although nothing in its own database does: the same change in other databases.
public interface Precedence {
    /// @return why it must not begin yet, in one sentence with the next step to take; empty if nothing is in the way
    Optional<String> beforeBeginning(LedgerMigration migration);

    /// @return why it must not go on with a step of that phase, likewise
    Optional<String> before(LedgerMigration migration, Phase phase);

    /// Nothing is in the way.
    static Precedence none() {
        return new Precedence() {
            @Override
            public Optional<String> beforeBeginning(LedgerMigration migration) {
                return Optional.empty();
            }

            @Override
            public Optional<String> before(LedgerMigration migration, Phase phase) {
                return Optional.empty();
            }
        };
    }
}
