package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.timeline.Migration;
import io.godwit.events.Reject;
import picocli.CommandLine.Command;

/// `godwit reject`.
@Command(name = "reject", description = "Ends a waiting migration without running it.")
final class RejectCommand extends DecisionCommand {
    RejectCommand(Console console) {
        super(console);
    }

    @Override
    Object decide(Migration migration) {
        return Reject.newBuilder().build();
    }
}
