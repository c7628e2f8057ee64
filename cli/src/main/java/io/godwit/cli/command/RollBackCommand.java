package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.timeline.Migration;
import io.godwit.events.RollBack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `godwit rollback`.
@Command(name = "rollback", description = "Undoes what a migration applied.")
final class RollBackCommand extends DecisionCommand {
    @Option(
            names = "--accept-loss",
            description = "Also undoes steps of the contract phase whose undo loses something; it says what.")
    private boolean acceptLoss;

    RollBackCommand(Console console) {
        super(console);
    }

    @Override
    Object decide(Migration migration) {
        return RollBack.newBuilder().setAcceptLoss(acceptLoss).build();
    }
}
