package io.godwit.executor.step;

import io.godwit.events.MigrationProgress;
import io.godwit.events.ProgressState;
import io.godwit.events.Stage;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Tells others what a step is doing. Nothing depends on its being heard.
public record StepReport(
        DatabaseName database, MigrationId migration, String stepId, Clock clock, Consumer<MigrationProgress> hearers) {

    public void running(String message) {
        hearers.accept(progress(ProgressState.RUNNING, message).build());
    }

    /// A walk holds back.
    void held(String message) {
        hearers.accept(progress(ProgressState.BLOCKED, message).build());
    }

    void blocked(String message, List<Blocker> blockers) {
        hearers.accept(progress(ProgressState.BLOCKED, message)
                .setBlockedBy(blockers.stream().map(Blocker::toString).toList())
                .build());
    }

    /// @param left how long the wait lasts, if all stays as it is
    public void waiting(String message, Duration left) {
        hearers.accept(progress(ProgressState.RUNNING, message)
                .setRemainingMillis(left.toMillis())
                .build());
    }

    /// @param unit  what is walked; other things than rows are told in the message only
    /// @param total how many there are, as estimated; not above 0 if unknown
    void walked(String message, String unit, long done, long total, double perSecond) {
        boolean rows = unit.equals("rows");
        String far = rows ? "" : ", " + done + " of " + Math.max(total, done) + " " + unit + " walked";
        MigrationProgress.Builder progress = progress(ProgressState.RUNNING, message + far);
        if (rows) {
            progress.setRowsDone(done).setRowsPerSecond(perSecond);
        }
        if (rows && total > 0) {
            progress.setRowsTotal(Math.max(total, done));
        }
        if (total > 0 && perSecond > 0) {
            progress.setRemainingMillis((long) (Math.max(0, total - done) / perSecond * 1000));
        }
        hearers.accept(progress.build());
    }

    private MigrationProgress.Builder progress(ProgressState state, String message) {
        return MigrationProgress.newBuilder()
                .setMigrationId(migration.value())
                .setDatabase(database.value())
                .setStage(Stage.APPLY)
                .setState(state)
                .setStepId(stepId)
                .setMessage(message)
                .setAt(clock.instant());
    }
}
