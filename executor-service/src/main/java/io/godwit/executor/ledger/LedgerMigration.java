package io.godwit.executor.ledger;

import io.godwit.executor.lifecycle.MigrationState;
import io.godwit.model.ChangeReference;
import io.godwit.model.MigrationId;
import io.godwit.model.plan.Plan;
import java.time.Instant;
import java.util.Optional;

/// A migration as the ledger holds it.
///
/// @param alone     whether it goes on without the databases before it in its group
/// @param startedAt when its first step was begun; empty before
public record LedgerMigration(
        MigrationId id,
        ChangeReference change,
        Plan plan,
        MigrationState state,
        boolean alone,
        Optional<Instant> startedAt) {}
