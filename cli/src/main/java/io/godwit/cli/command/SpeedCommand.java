package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.timeline.Migration;
import io.godwit.events.Resume;
import io.godwit.model.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `godwit speed`.
@Command(name = "speed", description = "Sets how much of the time backfills and comparisons work; it holds at once.")
final class SpeedCommand extends DecisionCommand {
    @Parameters(
            index = "1",
            paramLabel = "PERCENT",
            description = "1 to 100: 25 rests three times as long as it works.")
    private int percent;

    SpeedCommand(Console console) {
        super(console);
    }

    @Override
    Object decide(Migration migration) {
        if (percent < 1 || percent > 100) {
            throw Problem.user("NOT_A_SPEED", "A speed is a percentage from 1 to 100, not " + percent + ".");
        }
        return Resume.newBuilder().setSpeedPercent(percent).build();
    }
}
