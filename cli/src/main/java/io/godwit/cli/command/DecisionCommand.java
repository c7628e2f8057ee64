package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.ExitCode;
import io.godwit.cli.events.Addresses;
import io.godwit.cli.events.Decision;
import io.godwit.cli.events.EventSender;
import io.godwit.cli.events.MigrationFeed;
import io.godwit.cli.events.Reply;
import io.godwit.cli.timeline.Migration;
import io.godwit.cli.timeline.Words;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A command with which a person decides about a migration. What is decided is the subclass's.
abstract class DecisionCommand implements Callable<Integer> {
    /// An executor that runs answers within a second.
    static final Duration PATIENCE = Duration.ofSeconds(15);

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
            Decision decision = Decision.of(migration, decide(migration), by, reason);
            decision.publish(sender);
            int exitCode = followed(feed, decision);
            console.sayPlain("Follow it with: godwit watch " + Words.abbreviated(migration.id()));
            return exitCode;
        }
    }

    /// Says what came of the published decision.
    int followed(MigrationFeed feed, Decision decision) {
        return tell(console, Reply.await(feed, decision.command().getCommandId(), PATIENCE));
    }

    /// @param reply of the executor; empty if none came
    /// @return the exit status
    static int tell(Console console, Optional<Reply> reply) {
        console.sayPlain(
                reply.map(Reply::message)
                        .orElse(
                                "Published, but the executor has not answered within " + Words.of(PATIENCE)
                                        + ": it will when it runs and reaches the database. `godwit doctor` looks at what is missing."));
        return reply.map(Reply::exitCode).orElse(ExitCode.ENVIRONMENT);
    }
}
