package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.ExitCode;
import io.godwit.cli.events.Addresses;
import io.godwit.cli.events.Decision;
import io.godwit.cli.events.EventSender;
import io.godwit.cli.events.MigrationFeed;
import io.godwit.cli.timeline.Migration;
import io.godwit.cli.timeline.Words;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A command with which a person decides about a migration. What is decided is the subclass's.
abstract class DecisionCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The migration's id, or its beginning.")
    private String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why; kept with the decision.")
    private String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who decides. Default: the user name.")
    private String by = Arguments.user();

    DecisionCommand(Console console) {
        this.console = console;
    }

    /// What to publish in `command` for the migration as it stands.
    ///
    /// @throws io.godwit.model.Problem USER if the migration does not stand so that this can be decided
    abstract Object decide(Migration migration);

    @Override
    public Integer call() {
        Addresses addresses = broker.addresses();
        try (MigrationFeed feed = new MigrationFeed(addresses);
                EventSender sender = new EventSender(addresses)) {
            feed.catchUp();
            Migration migration = Lookup.one(feed.timeline(), id);
            Decision.of(migration, decide(migration), by, reason).publish(sender);
            console.sayPlain("Published. Follow it with: godwit watch " + Words.abbreviated(migration.id()));
            return ExitCode.OK;
        }
    }
}
