package io.godwit.cli.story;

import io.godwit.cli.timeline.Migration;
import io.godwit.cli.timeline.State;
import io.godwit.cli.timeline.Words;
import io.godwit.demo.ShopChange;
import io.godwit.demo.TrafficMeter.Experience;
import io.godwit.events.Applied;
import io.godwit.events.ApplyOutcome;
import io.godwit.events.ProgressState;
import io.godwit.events.Stage;
import io.godwit.model.MigrationId;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.api.errors.GitAPIException;

/// Change 1: an enum, a required column on a filled table, an index and a new table. Goes all the way by itself.
final class SafeChange implements Act {
    private static final Duration TIME_TO_WATCH = Duration.ofSeconds(40);
    /// The longest a customer may have waited: what the plan allows a statement to wait for a lock.
    private static final Duration UNDISTURBED = Duration.ofSeconds(2);

    private Optional<MigrationId> applied = Optional.empty();

    @Override
    public String title() {
        return "A change that is safe is applied by itself, under traffic";
    }

    @Override
    public void play(Scene scene) throws IOException, GitAPIException {
        MigrationId id = scene.submit(ShopChange.ORDER_PRIORITY);
        Migration migration = Applying.follow(scene, id);
        Checklist checklist = scene.checklist();
        checklist.check(
                migration.applied().map(Applied::getOutcome).equals(Optional.of(ApplyOutcome.APPLIED)),
                "the change was applied");
        checklist.check(
                scene.production().hasRequiredColumn("orders", "priority")
                        && scene.production().hasIndex("orders_placed_at_idx")
                        && scene.production().hasTable("shipments"),
                "production has the column orders.priority, the index orders_placed_at_idx and the table shipments");
        migration.applied().ifPresent(applied -> traffic(scene, applied));
        scene.repository().merge(ShopChange.ORDER_PRIORITY);
        scene.narrator().tell("The monitor goes on watching. Meanwhile:");
        applied = Optional.of(id);
    }

    /// Waits until the monitor has said what it thinks of the change, and notes it.
    void awaitWatched(Scene scene) {
        Migration watched = scene.follow(applied.orElseThrow(), TIME_TO_WATCH, SafeChange::watchingIsOver);
        scene.checklist()
                .check(
                        watched.regression().isEmpty()
                                && watchingIsOver(watched)
                                && watched.standing().state() == State.APPLIED,
                        "the monitor has watched production since the first change, and nothing got worse");
    }

    private static void traffic(Scene scene, Applied applied) {
        Experience customers = scene.traffic().meter().between(applied.getStartedAt(), applied.getFinishedAt());
        scene.checklist()
                .check(
                        customers.failed() == 0 && customers.longest().compareTo(UNDISTURBED) < 0,
                        "while it was applied, customers sent %s; none failed, the slowest took %s"
                                .formatted(
                                        Words.count(customers.statements(), "statement"),
                                        Words.of(customers.longest())));
    }

    private static boolean watchingIsOver(Migration migration) {
        return migration.regression().isPresent()
                || migration
                        .progress()
                        .filter(progress ->
                                progress.getStage() == Stage.MONITOR && progress.getState() == ProgressState.DONE)
                        .isPresent();
    }
}
