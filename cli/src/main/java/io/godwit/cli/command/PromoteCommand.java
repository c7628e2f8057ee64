package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.timeline.Migration;
import io.godwit.events.Promote;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `godwit promote`.
@Command(
        name = "promote",
        description = "Starts the contract phase, once the code that no longer needs the old is deployed.")
final class PromoteCommand extends DecisionCommand {
    @Option(
            names = "--now",
            description = "Ends the wait until nobody uses the old, or leaves it out. Give a --reason: both are kept.")
    private boolean now;

    PromoteCommand(Console console) {
        super(console);
    }

    @Override
    Object decide(Migration migration) {
        return Promote.newBuilder().setNow(now).build();
    }
}
