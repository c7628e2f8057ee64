package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.timeline.Migration;
import io.godwit.events.Pause;
import picocli.CommandLine.Command;

/// `godwit pause`.
@Command(name = "pause", description = "Stops a migration before its next step or batch.")
final class PauseCommand extends DecisionCommand {
    PauseCommand(Console console) {
        super(console);
    }

    @Override
    Object decide(Migration migration) {
        return Pause.newBuilder().build();
    }
}
