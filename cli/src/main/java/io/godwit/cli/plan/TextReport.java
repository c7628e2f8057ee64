package io.godwit.cli.plan;

import io.godwit.analyzer.Inference;
import io.godwit.analyzer.Outcome;
import io.godwit.cli.Console;
import io.godwit.model.SourceLocation;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Step;
import io.godwit.model.planning.RowsDecide;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/// A drafted migration for people, in the manner of a compiler: what, where, why, and what to do about
/// it.
final class TextReport {
    private final Excerpts excerpts;
    private final Ansi ansi;

    TextReport(Excerpts excerpts, Ansi ansi) {
        this.excerpts = excerpts;
        this.ansi = ansi;
    }

    String of(DraftedMigration drafted) {
        List<String> lines = new ArrayList<>();
        switch (drafted.outcome()) {
            case Outcome.Unchanged unchanged -> lines.add(bold("no change") + ": " + unchanged.reason());
            case Outcome.Undecided undecided -> {
                lines.add(red("error") + ": " + Console.visible(undecided.reason()));
                undecided.location().ifPresent(place -> lines.addAll(excerpts.of(place, "")));
            }
            case Outcome.Proposed proposed -> {
                proposed.changes().forEach(change -> lines.addAll(change(change)));
                lines.addAll(statements(drafted));
            }
        }
        List<String> remarks = remarks(drafted);
        if (!remarks.isEmpty() && !lines.isEmpty()) {
            lines.add("");
        }
        lines.addAll(remarks);
        return String.join("\n", lines);
    }

    /// Questions and notes.
    List<String> remarks(DraftedMigration drafted) {
        List<String> lines = new ArrayList<>();
        drafted.questions().forEach(asked -> lines.addAll(question(asked)));
        drafted.notes().forEach(note -> lines.add(cyan("note") + ": " + Console.visible(note)));
        return lines;
    }

    private List<String> change(Inference change) {
        String doubt = change.confidence() == Inference.Confidence.CERTAIN
                ? ""
                : ", " + change.confidence().name().toLowerCase(Locale.ROOT) + " confidence";
        List<String> lines = new ArrayList<>();
        lines.add(green(change.kind()) + bold(": " + change.description()));
        lines.addAll(
                change.inBase()
                        ? excerpts.ofBase(change.location(), change.part())
                        : excerpts.of(change.location(), change.part()));
        lines.add(margin(change.location()) + " = why: "
                + (doubt.isEmpty() ? change.reason() : change.reason().replaceFirst("\\.$", "") + doubt));
        lines.add("");
        return lines;
    }

    private List<String> question(Outcome.Asked asked) {
        List<String> lines = new ArrayList<>();
        lines.add(yellow("question") + bold(": " + asked.question().text()));
        lines.addAll(excerpts.of(asked.location(), asked.question().part()));
        String margin = margin(asked.location());
        if (!asked.question().choices().isEmpty()) {
            lines.add(margin + " = choices: "
                    + String.join(" | ", asked.question().choices()));
        }
        lines.add(margin + " = unanswered: " + asked.question().withoutAnswer());
        lines.add(margin + " = help: answer with --answer '" + asked.question().id() + "=…'");
        lines.add("");
        return lines;
    }

    private List<String> statements(DraftedMigration drafted) {
        List<String> lines = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            List<Step> steps = drafted.steps().stream()
                    .filter(step -> step.phase() == phase)
                    .toList();
            if (!steps.isEmpty()) {
                lines.add(bold(phase + " (" + meaning(phase) + ")"));
                steps.forEach(step -> lines.addAll(
                        step(step, Optional.ofNullable(drafted.rowsDecide().get(step.id())))));
                lines.add("");
            }
        }
        if (!lines.isEmpty()) {
            lines.removeLast();
        }
        lines.addAll(drafted.safety().stream().map(sentence -> "  " + sentence).toList());
        return lines;
    }

    private static String meaning(Phase phase) {
        return switch (phase) {
            case EXPAND -> "before the new code is deployed";
            case MIGRATE -> "moves data";
            case CONTRACT -> "after the new code is deployed";
        };
    }

    private List<String> step(Step step, Optional<RowsDecide> rowsDecide) {
        List<String> lines = new ArrayList<>();
        lines.add("  "
                + faint("-- " + step.title()
                        + (step.locks().isEmpty() ? "" : " [" + locks(step) + "]")
                        + rowsDecide
                                .map(decision -> " (left out where " + decision.reason() + ")")
                                .orElse("")));
        step.action().statements().forEach(sql -> lines.add("  " + sql.replace("\n", "\n  ") + ";"));
        if (step.rollback().reversibility() != Reversibility.LOSSLESS) {
            lines.add("  "
                    + faint("-- "
                            + (step.rollback().reversibility() == Reversibility.LOSSY
                                    ? "undone with a loss: "
                                    : "cannot be undone: ")
                            + step.rollback().note()));
        }
        return lines;
    }

    private static String locks(Step step) {
        return String.join(
                ", ",
                step.locks().stream()
                        .map(lock -> lock.mode().sql() + " on " + lock.relation())
                        .toList());
    }

    private static String margin(SourceLocation place) {
        return " ".repeat(place.line() == 0 ? 1 : String.valueOf(place.line()).length());
    }

    private String bold(String text) {
        return styled(text, Style.bold);
    }

    private String faint(String text) {
        return styled(text, Style.faint);
    }

    private String red(String text) {
        return styled(text, Style.fg_red);
    }

    private String green(String text) {
        return styled(text, Style.fg_green);
    }

    private String yellow(String text) {
        return styled(text, Style.fg_yellow);
    }

    private String cyan(String text) {
        return styled(text, Style.fg_cyan);
    }

    private String styled(String text, IStyle style) {
        return ansi.enabled() ? style.on() + text + style.off() : text;
    }
}
