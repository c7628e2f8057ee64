package io.godwit.cli.plan;

import io.godwit.analyzer.Inference;
import io.godwit.analyzer.Outcome;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Step;
import io.godwit.model.planning.RowsDecide;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A drafted migration for a pull request.
final class MarkdownReport {
    private MarkdownReport() {}

    static String of(DraftedMigration drafted) {
        List<String> lines = new ArrayList<>();
        switch (drafted.outcome()) {
            case Outcome.Unchanged unchanged -> lines.add("**No schema change.** " + unchanged.reason());
            case Outcome.Undecided undecided -> lines.add("**Not decided.** " + undecided.reason());
            case Outcome.Proposed proposed -> {
                lines.add("### Schema changes");
                lines.add("");
                lines.add("| change | where | confidence | why |");
                lines.add("|---|---|---|---|");
                proposed.changes().forEach(change -> lines.add(row(change)));
                steps(drafted, lines);
            }
        }
        if (!drafted.questions().isEmpty()) {
            lines.add("");
            lines.add("### Questions");
            lines.add("");
            drafted.questions()
                    .forEach(asked -> lines.add("- " + escaped(asked.question().text()) + " (`" + asked.location()
                            + "`, answer `" + asked.question().id() + "`)  \n  Without an answer: "
                            + escaped(asked.question().withoutAnswer())));
        }
        if (!drafted.notes().isEmpty()) {
            lines.add("");
            lines.add("### Notes");
            lines.add("");
            drafted.notes().forEach(note -> lines.add("- " + escaped(note)));
        }
        return String.join("\n", lines);
    }

    private static String row(Inference change) {
        return "| " + escaped(change.description()) + " | `" + change.location() + "` | "
                + change.confidence().name().toLowerCase(Locale.ROOT) + " | " + escaped(change.reason()) + " |";
    }

    private static void steps(DraftedMigration drafted, List<String> lines) {
        for (Phase phase : Phase.values()) {
            List<Step> steps = drafted.steps().stream()
                    .filter(step -> step.phase() == phase)
                    .toList();
            if (!steps.isEmpty()) {
                lines.add("");
                lines.add("### " + phase);
                lines.add("");
                lines.add("```sql");
                for (Step step : steps) {
                    RowsDecide decision = drafted.rowsDecide().get(step.id());
                    lines.add("-- " + step.title().replace("\n", " ")
                            + (decision == null ? "" : " (left out where " + decision.reason() + ")"));
                    step.action().statements().forEach(sql -> lines.add(sql + ";"));
                }
                lines.add("```");
            }
        }
        drafted.safety().ifPresent(sentence -> {
            lines.add("");
            lines.add(escaped(sentence));
        });
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
    }
}
