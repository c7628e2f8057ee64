package io.godwit.cli.story;

import io.godwit.cli.timeline.Migration;
import io.godwit.cli.timeline.State;
import io.godwit.demo.ShopChange;
import io.godwit.events.QueryOutcome;
import io.godwit.events.ReplaySummary;
import io.godwit.events.ShadowTested;
import io.godwit.model.MigrationId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.api.errors.GitAPIException;

/// Change 2: drops a column that a query still reads. The replayed query fails on the copy, so production never sees
/// it.
final class CaughtOnTheCopy implements Act {
    @Override
    public String title() {
        return "A change that breaks a query is caught on the copy";
    }

    @Override
    public void play(Scene scene) throws IOException, GitAPIException {
        Instant began = Instant.now();
        MigrationId id = scene.submit(ShopChange.DROP_DESCRIPTION);
        Migration migration = scene.follow(
                id,
                TIME_TO_APPLY,
                followed -> followed.standing().state().ended()
                        || followed.standing().state() == State.WAITING
                        || followed.applied().isPresent());
        Checklist checklist = scene.checklist();
        checklist.check(
                failingQueries(migration).stream().anyMatch(query -> query.contains("description")),
                "the shadow test saw a production query fail that still reads products.description");
        checklist.check(migration.standing().state() == State.REJECTED, "the change was refused");
        checklist.check(
                scene.production().hasColumn("products", "description"), "production still has products.description");
        checklist.check(
                scene.traffic().meter().between(began, Instant.now()).failed() == 0, "no customer noticed anything");
        scene.repository().abandon();
    }

    private static List<String> failingQueries(Migration migration) {
        return migration.shadowTested().flatMap(ShadowTested::getReplay).stream()
                .map(ReplaySummary::getQueries)
                .flatMap(List::stream)
                .filter(query -> query.getOutcome() == QueryOutcome.FAILS)
                .map(query -> query.getQuery())
                .toList();
    }
}
