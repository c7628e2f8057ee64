package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.timeline.Migration;
import io.godwit.events.Promote;
import picocli.CommandLine.Command;

/// `godwit promote`.
@Command(
        name = "promote",
        description = "Starts the contract phase, once the code that no longer needs the old is deployed.")
final class PromoteCommand extends DecisionCommand {
    PromoteCommand(Console console) {
        super(console);
    }

    @Override
    Object decide(Migration migration) {
        return Promote.newBuilder().build();
    }
}
