package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.events.MigrationFeed;
import io.godwit.cli.timeline.Migration;
import io.godwit.cli.timeline.Narration;
import io.godwit.cli.timeline.Standing;
import io.godwit.model.MigrationId;
import io.godwit.model.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `godwit watch`: a migration's stages as they happen.
@Command(
        name = "watch",
        description = "Shows a migration's stages as they happen, until it has ended.",
        footer = {
            "",
            "Exit status 0 if it was applied or nothing was to do, 1 if it was rejected, failed, or was rolled back.",
            "A migration that waits for a person is waited for; --until-decided ends then, with status 0."
        })
final class WatchCommand implements Callable<Integer> {
    private static final Duration TIME_TO_APPEAR = Duration.ofSeconds(10);

    private final Console console;

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Parameters(paramLabel = "ID", description = "The migration's id, or its beginning.")
    private String id = "";

    @Option(names = "--until-decided", description = "End also when it waits for a person.")
    private boolean untilDecided;

    WatchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (MigrationFeed feed = new MigrationFeed(broker.addresses())) {
            feed.catchUp();
            Instant deadline = Instant.now().plus(TIME_TO_APPEAR);
            while (feed.timeline().beginningWith(id).isEmpty() && Instant.now().isBefore(deadline)) {
                feed.next(Duration.ofMillis(300));
            }
            MigrationId watched = Lookup.one(feed.timeline(), id).id();
            feed.timeline()
                    .migration(watched)
                    .orElseThrow()
                    .history()
                    .forEach(moment -> tell(Narration.of(moment.event())));
            return follow(feed, watched);
        }
    }

    private int follow(MigrationFeed feed, MigrationId watched) {
        while (true) {
            Standing standing = feed.timeline()
                    .migration(watched)
                    .map(Migration::standing)
                    .orElseThrow(() -> Problem.user("UNKNOWN_MIGRATION", "no migration " + watched));
            if (standing.state().ended() || untilDecided && standing.state().waitsForPerson()) {
                console.data(standing.state().words() + ": " + standing.detail());
                return standing.state().exitCode();
            }
            feed.next(Duration.ofMillis(500)).stream()
                    .filter(news -> news.subject().migration().equals(watched))
                    .forEach(news -> tell(Narration.of(news.event())));
        }
    }

    private void tell(Narration narration) {
        console.sayPlain(narration.headline());
        narration.facts().forEach(fact -> console.sayPlain("    " + fact));
    }
}
