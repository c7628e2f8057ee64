package io.godwit.cli.timeline;

import io.godwit.events.Applied;
import io.godwit.events.DeadLetter;
import io.godwit.events.MigrationCommand;
import io.godwit.events.MigrationProgress;
import io.godwit.events.MigrationProposed;
import io.godwit.events.MigrationValidated;
import io.godwit.events.NoChange;
import io.godwit.events.ProgressState;
import io.godwit.events.RegressionDetected;
import io.godwit.events.Reject;
import io.godwit.events.ShadowTested;
import io.godwit.events.Stage;
import io.godwit.events.Suggestion;
import io.godwit.events.Undecided;
import java.time.Instant;
import java.util.Optional;

/// Concludes from a migration's events where it stands. The furthest stage that has spoken decides; within it, progress
/// reported since then.
final class Standings {
    private Standings() {}

    static Standing of(Migration migration) {
        Standing reached = migration
                .applied()
                .map(applied -> afterApplying(migration, applied))
                .or(() -> migration.shadowTested().map(tested -> afterShadowTest(migration, tested)))
                .or(() -> migration.validated().map(Standings::afterValidation))
                .or(() -> migration.proposed().map(Standings::afterAnalysis))
                .orElseGet(() -> new Standing(State.RUNNING, Stage.ANALYZE, "is read by the analyzer"));
        return givenUp(migration)
                .or(() -> migration.standingProgress().flatMap(progress -> sinceThen(migration, reached, progress)))
                .orElse(reached);
    }

    private static Standing afterAnalysis(MigrationProposed proposed) {
        return switch (proposed.getOutcome()) {
            case NoChange none -> new Standing(State.NOTHING_TO_DO, Stage.ANALYZE, none.getReason());
            case Undecided undecided -> new Standing(State.UNDECIDED, Stage.ANALYZE, undecided.getReason());
            default -> new Standing(State.RUNNING, Stage.VALIDATE, "is judged against the live database");
        };
    }

    private static Standing afterValidation(MigrationValidated validated) {
        return switch (validated.getVerdict()) {
            case REJECTED -> new Standing(State.REJECTED, Stage.VALIDATE, validated.getReason());
            case APPROVED, NEEDS_APPROVAL, UNKNOWN ->
                new Standing(State.RUNNING, Stage.SHADOW_TEST, "is tried on a copy");
        };
    }

    private static Standing afterShadowTest(Migration migration, ShadowTested tested) {
        boolean refused = migration
                .command()
                .filter(command -> command.getCommand() instanceof Reject)
                .isPresent();
        if (refused) {
            return new Standing(State.REJECTED, Stage.APPLY, "rejected by a person");
        }
        return switch (tested.getVerdict()) {
            case REJECTED -> new Standing(State.REJECTED, Stage.SHADOW_TEST, tested.getReason());
            case NEEDS_APPROVAL ->
                approved(migration)
                        ? new Standing(State.RUNNING, Stage.APPLY, "approved by a person, is about to be applied")
                        : new Standing(State.WAITING, Stage.APPLY, "waits for approval: " + tested.getReason());
            case APPROVED, UNKNOWN -> new Standing(State.RUNNING, Stage.APPLY, "is about to be applied");
        };
    }

    private static boolean approved(Migration migration) {
        return migration
                .command()
                .filter(command -> command.getCommand() instanceof io.godwit.events.Approve)
                .isPresent();
    }

    private static Standing afterApplying(Migration migration, Applied applied) {
        return switch (applied.getOutcome()) {
            case APPLIED ->
                regressedSince(migration)
                        .map(Standings::afterRegression)
                        .orElseGet(() -> applied.getComplete()
                                ? new Standing(State.APPLIED, Stage.MONITOR, applied.getReason())
                                : new Standing(
                                        State.WAITING, Stage.APPLY, "waits for promote: " + applied.getReason()));
            case FAILED -> new Standing(State.FAILED, Stage.APPLY, applied.getReason());
            case REFUSED -> new Standing(State.REJECTED, Stage.APPLY, applied.getReason());
            case ROLLED_BACK -> new Standing(State.ROLLED_BACK, Stage.APPLY, applied.getReason());
            case UNKNOWN -> new Standing(State.RUNNING, Stage.APPLY, applied.getReason());
        };
    }

    private static Optional<RegressionDetected> regressedSince(Migration migration) {
        Instant applied = migration.timeOf(Applied.class).orElseThrow();
        return migration
                .regression()
                .filter(_ ->
                        migration.timeOf(RegressionDetected.class).orElseThrow().isAfter(applied));
    }

    private static Standing afterRegression(RegressionDetected regression) {
        boolean rollsBack = regression.getAutomaticRollback() && regression.getSuggestion() == Suggestion.ROLL_BACK;
        return rollsBack
                ? new Standing(State.RUNNING, Stage.MONITOR, "is being rolled back: " + regression.getReason())
                : new Standing(State.WAITING, Stage.MONITOR, "made things worse: " + regression.getReason());
    }

    /// A dead letter ends a migration where it is, unless some service has gone on with it since.
    private static Optional<Standing> givenUp(Migration migration) {
        return migration
                .latest(DeadLetter.class)
                .filter(_ -> migration.timeOf(DeadLetter.class).equals(Optional.of(migration.lastHeardOf())))
                .map(letter -> new Standing(
                        State.FAILED,
                        stageOf(letter.getService()),
                        letter.getService() + " gave up: " + letter.getMessage()));
    }

    private static Stage stageOf(String service) {
        return switch (service.replace("-service", "").replace("godwit-", "")) {
            case "analyzer" -> Stage.ANALYZE;
            case "validator" -> Stage.VALIDATE;
            case "shadow-tester" -> Stage.SHADOW_TEST;
            case "executor" -> Stage.APPLY;
            case "monitor" -> Stage.MONITOR;
            default -> Stage.UNKNOWN;
        };
    }

    private static Optional<Standing> sinceThen(Migration migration, Standing reached, Migration.Moment said) {
        MigrationProgress progress = (MigrationProgress) said.event();
        // What has ended begins to live again only by the executor's work, a rollback for example.
        boolean livesAgain = progress.getStage() == Stage.APPLY && progress.getState() != ProgressState.FAILED;
        boolean old =
                reached.state().ended() ? !livesAgain : progress.getStage().compareTo(reached.stage()) < 0;
        if (old || said.at().isBefore(lastStep(migration))) {
            return Optional.empty();
        }
        return state(progress.getState()).map(state -> new Standing(state, progress.getStage(), progress.getMessage()));
    }

    private static Optional<State> state(ProgressState state) {
        return switch (state) {
            case RUNNING, BLOCKED -> Optional.of(State.RUNNING);
            case WAITING -> Optional.of(State.WAITING);
            case PAUSED -> Optional.of(State.PAUSED);
            case FAILED -> Optional.of(State.FAILED);
            case DONE, UNKNOWN -> Optional.empty();
        };
    }

    /// A command changes nothing before the executor has heard it, and nothing at all if it refuses it.
    private static Instant lastStep(Migration migration) {
        return migration.history().reversed().stream()
                .filter(moment ->
                        !(moment.event() instanceof MigrationProgress || moment.event() instanceof MigrationCommand))
                .map(Migration.Moment::at)
                .findFirst()
                .orElse(Instant.EPOCH);
    }
}
