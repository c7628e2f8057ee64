package io.godwit.cli.plan;

import io.godwit.analyzer.FileChange;
import io.godwit.cli.Console;
import java.util.List;

/// How a drafted migration is shown: what was asked for on standard output, what else there is to say on standard
/// error.
public enum PlanOutput {
    /// For people: each change with its place in the code, the questions, the statements.
    TEXT,
    /// Everything, as one JSON object.
    JSON,
    /// The statements alone, ready for `psql`.
    SQL,
    /// For a pull request.
    MARKDOWN;

    public void show(DraftedMigration drafted, List<FileChange> files, Console console) {
        switch (this) {
            case TEXT -> console.data(new TextReport(new Excerpts(files), console.ansi()).of(drafted));
            case JSON -> console.data(JsonTree.pretty(JsonReport.of(drafted)));
            case MARKDOWN -> console.data(MarkdownReport.of(drafted));
            case SQL -> {
                drafted.script()
                        .ifPresent(script -> console.data(script.forward().stripTrailing()));
                new TextReport(new Excerpts(files), console.ansi())
                        .remarks(drafted)
                        .forEach(console::sayStyled);
            }
        }
    }
}
