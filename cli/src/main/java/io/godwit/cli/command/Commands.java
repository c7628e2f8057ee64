package io.godwit.cli.command;

import io.godwit.cli.Console;
import java.util.List;

/// All subcommands, in the order in which help lists them.
public final class Commands {
    private Commands() {}

    /// Each speaks through `console`.
    public static List<Object> all(Console console) {
        return List.of(
                new DemoCommand(console),
                new UpCommand(console),
                new PlanCommand(console),
                new CheckCommand(console),
                new ExplainCommand(console),
                new SubmitCommand(console),
                new WatchCommand(console),
                new StatusCommand(console),
                new AnswerCommand(console),
                new ApproveCommand(console),
                new RejectCommand(console),
                new PromoteCommand(console),
                new DeployedCommand(console),
                new PauseCommand(console),
                new ResumeCommand(console),
                new SpeedCommand(console),
                new RollBackCommand(console),
                new CancelCommand(console),
                new EventsCommand(console),
                new DiffCommand(console),
                new DoctorCommand(console));
    }
}
