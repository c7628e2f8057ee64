package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.ExitCode;
import io.godwit.cli.change.Ancestry;
import io.godwit.cli.events.Addresses;
import io.godwit.cli.events.Decision;
import io.godwit.cli.events.EventSender;
import io.godwit.cli.events.MigrationFeed;
import io.godwit.cli.events.Reply;
import io.godwit.cli.timeline.Migration;
import io.godwit.cli.timeline.Words;
import io.godwit.events.ApplyOutcome;
import io.godwit.events.ChangeReference;
import io.godwit.events.Promote;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `godwit deployed`: a deployment says which revision runs now, and promotes what waited for it.
@Command(
        name = "deployed",
        description = "Says that a revision is deployed: migrations of a database that wait for it, or for a revision"
                + " it contains, are promoted.",
        footer = {
            "",
            "Run it at the end of a deployment, in the repository. Their contract phase still waits until",
            "nobody uses the old."
        })
final class DeployedCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Parameters(paramLabel = "REVISION", description = "The revision that runs now, in full.")
    private String revision = "";

    @Option(names = "--database", required = true, paramLabel = "NAME", description = "The database it works with.")
    private String database = "";

    @Option(names = "--repository", paramLabel = "FOLDER", defaultValue = ".", description = "Default: this folder.")
    private Path repository = Path.of(".");

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so. Default: the user name.")
    private String by = Arguments.user();

    DeployedCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Addresses addresses = broker.addresses();
        Ancestry deployed = new Ancestry(repository.toAbsolutePath(), revision);
        try (MigrationFeed feed = new MigrationFeed(addresses);
                EventSender sender = new EventSender(addresses)) {
            feed.catchUp();
            List<Migration> waiting = feed.timeline().inOrder().stream()
                    .filter(migration -> migration.database().equals(database))
                    .filter(DeployedCommand::waitsForPromote)
                    .filter(migration -> migration
                            .change()
                            .map(ChangeReference::getHeadRevision)
                            .filter(deployed::contains)
                            .isPresent())
                    .toList();
            int exitCode = ExitCode.OK;
            for (Migration migration : waiting) {
                Promote promote = Promote.newBuilder().setRevision(revision).build();
                Decision decision = Decision.of(migration, promote, by, "");
                decision.publish(sender);
                console.sayPlain("Promotes " + Words.abbreviated(migration.id()) + "  " + migration.subject());
                Optional<Reply> reply = Reply.await(feed, decision.command().getCommandId(), DecisionCommand.PATIENCE);
                exitCode = Math.max(exitCode, DecisionCommand.tell(console, reply));
            }
            if (waiting.isEmpty()) {
                console.sayPlain("No migration of database " + database + " waits for revision "
                        + Words.abbreviated(revision) + ".");
            }
            return exitCode;
        }
    }

    private static boolean waitsForPromote(Migration migration) {
        return migration
                .applied()
                .filter(applied -> applied.getOutcome() == ApplyOutcome.APPLIED)
                .filter(applied -> !applied.getComplete())
                .isPresent();
    }
}
