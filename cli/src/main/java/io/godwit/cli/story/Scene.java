package io.godwit.cli.story;

import io.godwit.cli.change.RevisionRange;
import io.godwit.cli.change.Submission;
import io.godwit.cli.events.Decision;
import io.godwit.cli.events.EventSender;
import io.godwit.cli.events.MigrationFeed;
import io.godwit.cli.events.MigrationFeed.News;
import io.godwit.cli.timeline.Migration;
import io.godwit.cli.timeline.Narration;
import io.godwit.cli.timeline.Words;
import io.godwit.demo.ShopChange;
import io.godwit.demo.ShopRepository;
import io.godwit.demo.ShopRepository.Committed;
import io.godwit.demo.ShopTraffic;
import io.godwit.events.MigrationProgress;
import io.godwit.events.ProgressState;
import io.godwit.events.RegressionDetected;
import io.godwit.events.Stage;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.eclipse.jgit.api.errors.GitAPIException;

/// What the acts of the demo have to do with: the shop, its code, its customers, and Godwit's events.
record Scene(
        ShopProduction production,
        ShopTraffic traffic,
        ShopRepository repository,
        MigrationFeed feed,
        EventSender sender,
        Narrator narrator,
        Checklist checklist) {
    static final DatabaseName SHOP = new DatabaseName("shop");

    /// Commits a change to the shop's code and publishes it, as `godwit submit` does.
    MigrationId submit(ShopChange change) throws IOException, GitAPIException {
        Committed committed = repository.commit(change);
        narrator.tell(
                "A developer commits \"%s\" (%s).".formatted(committed.subject(), Words.abbreviated(committed.head())));
        RevisionRange range = RevisionRange.read(repository.folder(), Optional.of(committed.base()), committed.head());
        Submission submission = Submission.of(range, SHOP, "demo").orElseThrow();
        submission.publish(sender);
        return submission.migration();
    }

    /// Tells what happens to a migration until it has come as far as asked, or the time is up.
    ///
    /// @return the migration as it then is
    Migration follow(MigrationId id, Duration limit, Predicate<Migration> reached) {
        Instant deadline = Instant.now().plus(limit);
        Set<String> said = new HashSet<>();
        while (true) {
            Optional<Migration> migration = feed.timeline().migration(id);
            if (migration.filter(reached).isPresent() || Instant.now().isAfter(deadline)) {
                return migration.orElseThrow(() -> new IllegalStateException("no event about migration " + id));
            }
            for (News news : feed.next(Duration.ofMillis(100))) {
                if (news.subject().migration().equals(id)) {
                    tell(news, said);
                } else if (isOfMonitor(news.event())) {
                    narrator.tell(
                            "(an earlier change) " + Narration.of(news.event()).headline());
                }
            }
        }
    }

    /// The monitor watches an applied change while the next one is on its way.
    private static boolean isOfMonitor(SpecificRecord event) {
        return event instanceof RegressionDetected
                || event instanceof MigrationProgress progress && progress.getStage() == Stage.MONITOR;
    }

    /// A long step repeats itself, so each of its sentences is told once; that a stage is done its own event says.
    private void tell(News news, Set<String> said) {
        boolean worthTelling = !(news.event() instanceof MigrationProgress progress)
                || (progress.getState() != ProgressState.DONE || progress.getStage() == Stage.MONITOR)
                        && said.add(progress.getMessage());
        if (worthTelling) {
            narrator.tell(Narration.of(news.event()));
        }
    }

    /// Approves a migration that waits for a person, as the shop's DBA would.
    void approve(Migration migration) {
        narrator.tell("It waits for a person. The demo plays the DBA and runs: godwit approve "
                + Words.abbreviated(migration.id()));
        Decision.of(migration, Decision.approval(migration), "demo-dba", "looked at the plan")
                .publish(sender);
    }
}
