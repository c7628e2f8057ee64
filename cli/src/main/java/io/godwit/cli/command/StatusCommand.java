package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.ExitCode;
import io.godwit.cli.events.MigrationFeed;
import io.godwit.cli.timeline.Migration;
import io.godwit.cli.timeline.MigrationTimeline;
import io.godwit.cli.timeline.Narration;
import io.godwit.cli.timeline.Told;
import io.godwit.cli.timeline.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `godwit status`: where the migrations stand.
@Command(
        name = "status",
        description = "Shows where all migrations stand, or one in detail.",
        footer = {"", "Exit status 1 if the one named was rejected, failed or was rolled back."})
final class StatusCommand implements Callable<Integer> {
    /// How the answer is written.
    enum Output {
        TABLE,
        JSON
    }

    private final Console console;

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "A migration's id, or its beginning.")
    private @Nullable String id;

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "table", description = "table (default) or json.")
    private Output output = Output.TABLE;

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (MigrationFeed feed = new MigrationFeed(broker.addresses())) {
            feed.catchUp();
            return id == null ? all(feed.timeline()) : one(Lookup.one(feed.timeline(), id));
        }
    }

    private int all(MigrationTimeline timeline) {
        List<Migration> migrations = timeline.inOrder();
        switch (output) {
            case JSON -> console.data(StatusJson.of(migrations));
            case TABLE -> {
                if (migrations.isEmpty()) {
                    console.sayPlain("No migrations yet. `godwit submit` publishes a code change.");
                }
                StatusTable.lines(migrations, Instant.now()).forEach(console::data);
            }
        }
        return ExitCode.OK;
    }

    private int one(Migration migration) {
        switch (output) {
            case JSON -> console.data(StatusJson.of(migration));
            case TABLE -> {
                console.data(migration.id() + "  " + migration.subject());
                console.data("%s, database %s: %s"
                        .formatted(
                                migration.standing().state().words(),
                                migration.database(),
                                migration.standing().detail()));
                Told.of(migration.history()).forEach(this::tell);
            }
        }
        return migration.standing().state().exitCode();
    }

    private void tell(Migration.Moment moment) {
        Narration narration = Narration.of(moment.event());
        console.data("");
        console.data(Words.of(Duration.between(moment.at(), Instant.now())) + " ago  " + narration.headline());
        narration.facts().forEach(fact -> console.data("    " + fact));
    }
}
