package io.godwit.monitor.watch;

import io.godwit.events.Applied;
import io.godwit.events.MigrationProgress;
import io.godwit.events.ProgressState;
import io.godwit.events.Regression;
import io.godwit.events.RegressionDetected;
import io.godwit.events.RegressionKind;
import io.godwit.events.Severity;
import io.godwit.events.Stage;
import io.godwit.events.Suggestion;
import io.godwit.migrationevents.ProgressEvents;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.monitor.detect.Judgement;
import io.godwit.monitor.detect.Worse;
import java.time.Instant;
import java.util.List;

/// What the monitor tells others of a migration it watches.
final class WatchEvents {
    private final WatchSettings settings;

    WatchEvents(WatchSettings settings) {
        this.settings = settings;
    }

    RegressionDetected regression(Applied watched, Judgement.GotWorse judgement, Instant now) {
        Worse worst = judgement.worse().getFirst();
        boolean danger = judgement.worse().stream().anyMatch(Worse::isDanger);
        boolean undo = judgement.worse().stream().anyMatch(worse -> switch (worse.kind()) {
            case QUERY_SLOWER, ERRORS -> true;
            case BLOCKED_SESSIONS, REPLICATION_LAG -> false;
        });
        String more = judgement.worse().size() == 1
                ? ""
                : ", and " + (judgement.worse().size() - 1) + " more got worse";
        return event(watched, now)
                .setSeverity(danger ? Severity.DANGER : Severity.WARNING)
                .setRegressions(
                        judgement.worse().stream().map(WatchEvents::regression).toList())
                .setBaselineFrom(judgement.baselineFrom())
                .setBaselineTo(judgement.baselineTo())
                .setSuggestion(undo ? Suggestion.ROLL_BACK : Suggestion.ALERT)
                .setAutomaticRollback(undo && settings.automaticRollback())
                .setReason("since the migration: " + worst.subject() + ": " + worst.evidence() + more)
                .build();
    }

    /// Nothing was measured: nobody can say that all is well.
    RegressionDetected nothingMeasured(Applied watched, Instant now) {
        return event(watched, now)
                .setSeverity(Severity.WARNING)
                .setRegressions(List.of())
                .setBaselineFrom(
                        watched.getStartedAt().minus(settings.detector().baseline()))
                .setBaselineTo(watched.getStartedAt())
                .setSuggestion(Suggestion.ALERT)
                .setAutomaticRollback(false)
                .setReason(
                        "no metrics of " + watched.getDatabase() + " arrived for " + inWords()
                                + " after the migration, so nothing is known about it; check that the monitor reaches the database")
                .build();
    }

    MigrationProgress progress(Applied watched, ProgressState state, String message) {
        return ProgressEvents.progress(
                new MigrationId(watched.getMigrationId()),
                new DatabaseName(watched.getDatabase()),
                Stage.MONITOR,
                state,
                message);
    }

    /// How long is watched, for people.
    String inWords() {
        long seconds = settings.length().toSeconds();
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + " min" : seconds + " s";
    }

    private static RegressionDetected.Builder event(Applied watched, Instant now) {
        return RegressionDetected.newBuilder()
                .setMigrationId(watched.getMigrationId())
                .setDatabase(watched.getDatabase())
                .setChange(watched.getChange())
                .setDetectedAt(now);
    }

    private static Regression regression(Worse worse) {
        return Regression.newBuilder()
                .setKind(
                        switch (worse.kind()) {
                            case QUERY_SLOWER -> RegressionKind.QUERY_SLOWER;
                            case ERRORS -> RegressionKind.ERRORS;
                            case BLOCKED_SESSIONS -> RegressionKind.BLOCKED_SESSIONS;
                            case REPLICATION_LAG -> RegressionKind.REPLICATION_LAG;
                        })
                .setSubject(worse.subject())
                .setBaseline(worse.baseline())
                .setObserved(worse.observed())
                .setUnit(worse.unit())
                .setSamples(worse.samples())
                .setEvidence(worse.evidence())
                .build();
    }
}
