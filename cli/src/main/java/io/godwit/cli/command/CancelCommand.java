package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.timeline.Migration;
import io.godwit.events.RollBack;
import picocli.CommandLine.Command;

/// `godwit cancel`.
@Command(
        name = "cancel",
        description = "Ends a migration: rejects it if nothing was run yet, else undoes what was applied.")
final class CancelCommand extends DecisionCommand {
    CancelCommand(Console console) {
        super(console);
    }

    @Override
    Object decide(Migration migration) {
        return RollBack.newBuilder().setCancel(true).build();
    }
}
