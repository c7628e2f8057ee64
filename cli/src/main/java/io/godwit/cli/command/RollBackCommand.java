package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.timeline.Migration;
import io.godwit.events.RollBack;
import picocli.CommandLine.Command;

/// `godwit rollback`.
@Command(name = "rollback", description = "Undoes what a migration applied.")
final class RollBackCommand extends DecisionCommand {
    RollBackCommand(Console console) {
        super(console);
    }

    @Override
    Object decide(Migration migration) {
        return RollBack.newBuilder().build();
    }
}
