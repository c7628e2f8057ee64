package io.godwit.executor.lifecycle;

import io.godwit.model.ContentHash;
import java.time.Instant;

/// What the executor knows of a migration.
///
/// @param planHash                hash of the plan that would be run or was run
/// @param catalogHash             hash of the catalog the plan was made for
/// @param testedAt                when the plan was shadow-tested: tells a repeated event from a new test
/// @param started                 whether a step was begun
/// @param promoted                whether the contract phase may run
/// @param rolledBackAutomatically whether a regression has already made it roll back: that happens once
/// @param authorizedBy            who let it run; empty if nobody did
/// @param reason                  why it stands where it stands
public record MigrationState(
        Status status,
        ContentHash planHash,
        ContentHash catalogHash,
        Instant testedAt,
        boolean started,
        boolean promoted,
        boolean rolledBackAutomatically,
        String authorizedBy,
        String reason) {

    MigrationState at(Status next, String why) {
        return new MigrationState(
                next, planHash, catalogHash, testedAt, started, promoted, rolledBackAutomatically, authorizedBy, why);
    }

    MigrationState authorized(String by) {
        return new MigrationState(
                Status.AUTHORIZED,
                planHash,
                catalogHash,
                testedAt,
                started,
                promoted,
                rolledBackAutomatically,
                by,
                "authorized by " + by);
    }

    MigrationState begun() {
        return new MigrationState(
                Status.APPLYING,
                planHash,
                catalogHash,
                testedAt,
                true,
                promoted,
                rolledBackAutomatically,
                authorizedBy,
                reason);
    }

    MigrationState promotedTo(Status next, String why) {
        return new MigrationState(
                next, planHash, catalogHash, testedAt, started, true, rolledBackAutomatically, authorizedBy, why);
    }

    MigrationState rollingBack(boolean automatically, String why) {
        return new MigrationState(
                Status.ROLLING_BACK,
                planHash,
                catalogHash,
                testedAt,
                started,
                promoted,
                rolledBackAutomatically || automatically,
                authorizedBy,
                why);
    }
}
