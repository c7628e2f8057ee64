package io.godwit.cli.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.cli.timeline.Migration.Moment;
import io.godwit.events.MigrationProgress;
import io.godwit.events.ProgressState;
import io.godwit.events.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldTest {
    @Test
    void of_a_step_that_tells_how_far_it_is_only_the_latest_is_told() {
        List<Moment> history = List.of(
                said("", "The migration is being applied."),
                said("fill", "100 rows"),
                said("index", "scans the table"),
                said("fill", "200 rows"),
                said("", "Paused by ann."),
                said("fill", "300 rows"),
                said("", "All steps are done."));
        assertThat(Told.of(history))
                .extracting(moment -> ((MigrationProgress) moment.event()).getMessage())
                .containsExactly(
                        "The migration is being applied.",
                        "scans the table",
                        "Paused by ann.",
                        "300 rows",
                        "All steps are done.");
    }

    private static Moment said(String step, String message) {
        return new Moment(
                Events.START,
                MigrationProgress.newBuilder()
                        .setMigrationId(Events.ID.value())
                        .setDatabase("shop")
                        .setStage(Stage.APPLY)
                        .setState(ProgressState.RUNNING)
                        .setStepId(step)
                        .setMessage(message)
                        .setAt(Events.START)
                        .build());
    }
}
