package io.godwit.cli.command;

import io.godwit.cli.Console;
import io.godwit.cli.ExitCode;
import io.godwit.cli.events.Decision;
import io.godwit.cli.events.MigrationFeed;
import io.godwit.cli.timeline.Migration;
import io.godwit.events.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `godwit answer`.
@Command(
        name = "answer",
        description = "Answers a question of the analyzer, which then plans the change anew.",
        footer = {"", "  godwit answer ID --question value:User.slug --with \"lower(name)\""})
final class AnswerCommand extends DecisionCommand {
    @Option(names = "--question", required = true, paramLabel = "ID", description = "The question's id.")
    private String question = "";

    @Option(names = "--with", required = true, paramLabel = "TEXT", description = "One of its choices, or SQL.")
    private String answer = "";

    private final Console console;

    AnswerCommand(Console console) {
        super(console);
        this.console = console;
    }

    /// The analyzer answers with a new plan.
    @Override
    int followed(MigrationFeed feed, Decision decision) {
        console.sayPlain("Published: the change is planned anew.");
        return ExitCode.OK;
    }

    @Override
    Object decide(Migration migration) {
        return Answer.newBuilder().setQuestionId(question).setAnswer(answer).build();
    }
}
