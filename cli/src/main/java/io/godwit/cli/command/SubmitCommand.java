package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.ExitCode;
import io.godwit.cli.change.RevisionRange;
import io.godwit.cli.change.Submission;
import io.godwit.cli.events.EventSender;
import io.godwit.cli.timeline.Words;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `godwit submit`: publishes a code change.
@Command(
        name = "submit",
        description = "Publishes a code change: the schema files that differ between two revisions.",
        footer = {
            "",
            "Prints the migrations' ids, one for each database. Exit status 0 also if the change touches no schema file: then nothing is printed.",
            "",
            "  godwit submit --database shop                          the last commit",
            "  godwit submit --database shop --base main --head HEAD  a branch",
            "  godwit submit --database canary --database tenant1     the same change for several; executor.groups orders them",
            "  godwit watch $(godwit submit --database shop)"
        })
final class SubmitCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Option(
            names = "--database",
            required = true,
            paramLabel = "NAME",
            description = "The database the code uses. May be repeated.")
    private List<String> databases = List.of();

    @Mixin
    private RevisionOptions revisions = new RevisionOptions();

    SubmitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RevisionRange range = RevisionRange.read(revisions.repository(), revisions.base(), revisions.head());
        range.saidOfLeftOut().forEach(console::sayPlain);
        List<Submission> submissions = databases.stream()
                .distinct()
                .flatMap(database -> Submission.of(range, Arguments.database(database), Arguments.user()).stream())
                .toList();
        if (submissions.isEmpty()) {
            console.sayPlain("The change touches no schema file: nothing to do.");
            return ExitCode.OK;
        }
        try (EventSender sender = new EventSender(broker.addresses())) {
            submissions.forEach(submission -> submission.publish(sender));
        }
        for (Submission submission : submissions) {
            console.sayPlain("Submitted: " + submission.subject() + ". Follow it with: godwit watch "
                    + Words.abbreviated(submission.migration()));
            console.data(submission.migration().toString());
        }
        return ExitCode.OK;
    }
}
