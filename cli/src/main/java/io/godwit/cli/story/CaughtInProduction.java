package io.godwit.cli.story;

import io.godwit.cli.timeline.Migration;
import io.godwit.cli.timeline.Words;
import io.godwit.demo.ReviewCode;
import io.godwit.demo.ShopChange;
import io.godwit.events.Applied;
import io.godwit.events.ApplyOutcome;
import io.godwit.events.RegressionKind;
import io.godwit.model.MigrationId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.api.errors.GitAPIException;

/// Change 3: a unique index that data and recorded traffic agree with, and new code that does not. The monitor sees the
/// errors, the executor takes the index away again.
final class CaughtInProduction implements Act {
    private static final String INDEX = "reviews_customer_id_product_id_key";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final Duration TIME_TO_SHOW = Duration.ofSeconds(3);
    private static final Duration TIME_TO_ROLL_BACK = Duration.ofSeconds(60);
    private static final Duration TIME_TO_CALM_DOWN = Duration.ofSeconds(10);

    private final SafeChange first;

    /// @param first the change whose watch must be over before errors begin, lest it be blamed for them
    CaughtInProduction(SafeChange first) {
        this.first = first;
    }

    @Override
    public String title() {
        return "A change that passes every test and hurts in production is rolled back";
    }

    @Override
    public void play(Scene scene) throws IOException, GitAPIException, InterruptedException {
        MigrationId id = scene.submit(ShopChange.ONE_REVIEW);
        Migration applied = Applying.follow(scene, id);
        Checklist checklist = scene.checklist();
        boolean isThere = checklist.check(
                outcome(applied).equals(Optional.of(ApplyOutcome.APPLIED))
                        && scene.production().hasIndex(INDEX),
                "the replay passed, and production has the unique index " + INDEX);
        if (!isThere) {
            return;
        }
        first.awaitWatched(scene);
        deploy(scene);
        Migration undone = scene.follow(
                id, TIME_TO_ROLL_BACK, followed -> outcome(followed).equals(Optional.of(ApplyOutcome.ROLLED_BACK)));
        checklist.check(
                undone.regression()
                        .filter(regression -> regression.getRegressions().stream()
                                .anyMatch(worse -> worse.getKind() == RegressionKind.ERRORS))
                        .isPresent(),
                "the monitor saw the errors and blamed the migration");
        checklist.check(
                outcome(undone).equals(Optional.of(ApplyOutcome.ROLLED_BACK))
                        && !scene.production().hasTable(INDEX),
                "the executor rolled it back: the index is gone");
        checklist.check(calmsDown(scene), "customers can post reviews again, without errors");
    }

    private static void deploy(Scene scene) throws InterruptedException {
        scene.narrator().tell("The new version of the shop is deployed: it leaves second reviews to the database.");
        Instant deployed = Instant.now();
        scene.traffic().deploy(ReviewCode.LEAVES_IT_TO_THE_DATABASE);
        Thread.sleep(TIME_TO_SHOW);
        scene.narrator()
                .tell("Customers who review a product again get an error: %s in %s."
                        .formatted(Words.count(violations(scene, deployed), "failed insert"), Words.of(TIME_TO_SHOW)));
    }

    private static long violations(Scene scene, Instant since) {
        return scene.traffic().meter().between(since, Instant.now()).errors().getOrDefault(UNIQUE_VIOLATION, 0L);
    }

    /// Whether three seconds go by without a failed insert, soon.
    private static boolean calmsDown(Scene scene) throws InterruptedException {
        Instant deadline = Instant.now().plus(TIME_TO_CALM_DOWN);
        while (Instant.now().isBefore(deadline)) {
            Instant begin = Instant.now().plusSeconds(1);
            Thread.sleep(TIME_TO_SHOW);
            if (violations(scene, begin) == 0) {
                return true;
            }
        }
        return false;
    }

    private static Optional<ApplyOutcome> outcome(Migration migration) {
        return migration.applied().map(Applied::getOutcome);
    }
}
