package io.godwit.executor.lifecycle;

import io.godwit.model.ContentHash;
import java.time.Instant;
import java.util.Optional;

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
/// @param hurriedBy               who has ended the wait that goes on or comes next; empty if nobody has
/// @param speedPercent            of the time that backfills and comparisons work
public record MigrationState(
        Status status,
        ContentHash planHash,
        ContentHash catalogHash,
        Instant testedAt,
        boolean started,
        boolean promoted,
        boolean rolledBackAutomatically,
        String authorizedBy,
        String reason,
        String hurriedBy,
        int speedPercent) {

    MigrationState at(Status next, String why) {
        return with(next, started, promoted, rolledBackAutomatically, authorizedBy, why, hurriedBy);
    }

    MigrationState authorized(String by) {
        return with(
                Status.AUTHORIZED, started, promoted, rolledBackAutomatically, by, "authorized by " + by, hurriedBy);
    }

    MigrationState begun() {
        return with(Status.APPLYING, true, promoted, rolledBackAutomatically, authorizedBy, reason, hurriedBy);
    }

    /// What waited for it goes on.
    MigrationState promoted(Optional<String> hurried, String why) {
        Status next = status == Status.AWAITING_PROMOTION ? Status.APPLYING : status;
        return with(next, started, true, rolledBackAutomatically, authorizedBy, why, hurried.orElse(hurriedBy));
    }

    MigrationState rollingBack(boolean automatically, String why) {
        return with(
                Status.ROLLING_BACK,
                started,
                promoted,
                rolledBackAutomatically || automatically,
                authorizedBy,
                why,
                hurriedBy);
    }

    MigrationState atSpeed(int percent) {
        return new MigrationState(
                status,
                planHash,
                catalogHash,
                testedAt,
                started,
                promoted,
                rolledBackAutomatically,
                authorizedBy,
                reason,
                hurriedBy,
                percent);
    }

    private MigrationState with(
            Status next,
            boolean nowStarted,
            boolean nowPromoted,
            boolean nowRolledBackAutomatically,
            String nowAuthorizedBy,
            String why,
            String nowHurriedBy) {
        return new MigrationState(
                next,
                planHash,
                catalogHash,
                testedAt,
                nowStarted,
                nowPromoted,
                nowRolledBackAutomatically,
                nowAuthorizedBy,
                why,
                nowHurriedBy,
                speedPercent);
    }
}
