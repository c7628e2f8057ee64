package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.timeline.Migration;
import io.godwit.events.Resume;
import picocli.CommandLine.Command;

/// `godwit resume`.
@Command(name = "resume", description = "Goes on after a pause.")
final class ResumeCommand extends DecisionCommand {
    ResumeCommand(Console console) {
        super(console);
    }

    @Override
    Object decide(Migration migration) {
        return Resume.newBuilder().build();
    }
}
