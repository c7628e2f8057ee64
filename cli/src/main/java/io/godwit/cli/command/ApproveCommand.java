package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.events.Decision;
import io.godwit.cli.timeline.Migration;
import picocli.CommandLine.Command;

/// `godwit approve`.
@Command(
        name = "approve",
        description = "Lets a waiting plan run. Holds for the plan that was tested, and for no other.")
final class ApproveCommand extends DecisionCommand {
    ApproveCommand(Console console) {
        super(console);
    }

    @Override
    Object decide(Migration migration) {
        return Decision.approval(migration);
    }
}
