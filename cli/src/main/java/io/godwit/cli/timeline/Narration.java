package io.godwit.cli.timeline;

import io.godwit.events.Applied;
import io.godwit.events.ApplyOutcome;
import io.godwit.events.CodeChanged;
import io.godwit.events.DeadLetter;
import io.godwit.events.Evidence;
import io.godwit.events.FileRole;
import io.godwit.events.Finding;
import io.godwit.events.InferredChange;
import io.godwit.events.MigrationCommand;
import io.godwit.events.MigrationProgress;
import io.godwit.events.MigrationProposed;
import io.godwit.events.MigrationValidated;
import io.godwit.events.NoChange;
import io.godwit.events.Plan;
import io.godwit.events.Promote;
import io.godwit.events.ProposedPlan;
import io.godwit.events.QueryComparison;
import io.godwit.events.QueryOutcome;
import io.godwit.events.Question;
import io.godwit.events.RegressionDetected;
import io.godwit.events.ReplaySummary;
import io.godwit.events.Resume;
import io.godwit.events.RollBack;
import io.godwit.events.ShadowTested;
import io.godwit.events.StepOutcome;
import io.godwit.events.Undecided;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/// Tells an event in plain words: a headline and the facts under it.
///
/// @param headline one line
/// @param facts    a line each
public record Narration(String headline, List<String> facts) {
    private static final int WIDTH = 150;
    private static final int MANY = 6;

    public Narration {
        headline = Words.shortened(headline, 2 * WIDTH);
        facts = List.copyOf(facts);
    }

    /// What the event says.
    public static Narration of(SpecificRecord event) {
        return switch (event) {
            case CodeChanged changed -> codeChanged(changed);
            case MigrationProposed proposed -> proposed(proposed);
            case MigrationValidated validated -> validated(validated);
            case ShadowTested tested -> shadowTested(tested);
            case Applied applied -> applied(applied);
            case RegressionDetected regression -> regression(regression);
            case MigrationCommand command -> command(command);
            case MigrationProgress progress ->
                new Narration(Words.shortened(Progress.of(progress), 2 * WIDTH), progress.getBlockedBy());
            case DeadLetter letter ->
                new Narration(
                        "dead letter: %s gave up after %s of a record of %s: %s"
                                .formatted(
                                        letter.getService(),
                                        Words.count(letter.getAttempts(), "attempt"),
                                        letter.getSourceTopic(),
                                        letter.getMessage()),
                        letter.getCauses());
            default -> new Narration(event.getSchema().getName(), List.of());
        };
    }

    private static Narration codeChanged(CodeChanged changed) {
        return new Narration(
                "submitted: " + changed.getChange().getSubject(),
                changed.getFiles().stream()
                        .filter(file -> file.getRole() == FileRole.CHANGED)
                        .map(file -> "changes " + file.getPath())
                        .toList());
    }

    private static Narration proposed(MigrationProposed proposed) {
        List<String> facts = new ArrayList<>();
        String headline = switch (proposed.getOutcome()) {
            case ProposedPlan plan -> {
                for (InferredChange change : plan.getChanges()) {
                    facts.add("%s  (%s:%d)"
                            .formatted(
                                    change.getDescription(),
                                    change.getLocation().getFile(),
                                    change.getLocation().getLine()));
                }
                plan.getQuestions().stream().map(Question::getText).forEach(facts::add);
                yield "analyzed: %s, %s"
                        .formatted(
                                Words.count(plan.getChanges().size(), "schema change"),
                                Words.count(plan.getPlan().getSteps().size(), "step"));
            }
            case NoChange none -> "analyzed: no migration is needed. " + none.getReason();
            case Undecided undecided -> {
                undecided.getLocation().ifPresent(place -> facts.add("at " + place.getFile() + ":" + place.getLine()));
                undecided.getQuestions().stream().map(Question::getText).forEach(facts::add);
                yield "analyzed: undecided. " + undecided.getReason();
            }
            default -> "analyzed";
        };
        facts.addAll(proposed.getNotes());
        return new Narration(headline, facts);
    }

    private static Narration validated(MigrationValidated validated) {
        List<String> facts = new ArrayList<>(findings(validated.getFindings()));
        facts.addAll(steps(validated.getPlan()));
        return new Narration(
                "validated: %s. %s".formatted(Verdicts.words(validated.getVerdict()), validated.getReason()), facts);
    }

    private static Narration shadowTested(ShadowTested tested) {
        List<String> facts = new ArrayList<>();
        if (!tested.getSteps().isEmpty()) {
            long slowest = tested.getSteps().stream()
                    .mapToLong(step -> step.getDurationMicros())
                    .max()
                    .orElse(0);
            facts.add("on the copy the slowest of %s took %s"
                    .formatted(Words.count(tested.getSteps().size(), "step"), Words.micros(slowest)));
        }
        tested.getReplay().ifPresent(replay -> facts.addAll(replay(replay)));
        facts.add("the rollback, executed on the copy: "
                + tested.getRollback()
                        .getOutcome()
                        .name()
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace('_', ' ')
                + (tested.getRollback().getDetail().isEmpty()
                        ? ""
                        : " (" + tested.getRollback().getDetail() + ")"));
        facts.addAll(findings(tested.getFindings()));
        return new Narration(
                "shadow-tested: %s. %s".formatted(Verdicts.words(tested.getVerdict()), tested.getReason()), facts);
    }

    private static List<String> replay(ReplaySummary replay) {
        List<String> facts = new ArrayList<>();
        facts.add("%s of %s replayed on the copy, before and after"
                .formatted(
                        Words.count(replay.getStatements(), "production statement"),
                        Words.count(replay.getSessions(), "session")));
        replay.getQueries().stream()
                .filter(query ->
                        query.getOutcome() != QueryOutcome.SAME && query.getOutcome() != QueryOutcome.INCONCLUSIVE)
                .limit(MANY)
                .map(Narration::query)
                .forEach(facts::add);
        return facts;
    }

    private static String query(QueryComparison query) {
        String figures = switch (query.getOutcome()) {
            case FAILS ->
                "%d of %d calls fail: %s".formatted(query.getCandidateErrors(), query.getCalls(), query.getDetail());
            case SLOWER, FASTER ->
                "%s before, %s after"
                        .formatted(
                                Words.micros(Math.round(query.getBaselineMedianMicros())),
                                Words.micros(Math.round(query.getCandidateMedianMicros())));
            case SAME, MENDED, CHANGED_RESULT, INCONCLUSIVE, UNKNOWN -> query.getDetail();
        };
        return "%s: %s  [%s]"
                .formatted(
                        query.getOutcome()
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', ' '),
                        Words.shortened(figures, WIDTH),
                        Words.shortened(query.getQuery(), 90));
    }

    private static Narration applied(Applied applied) {
        List<String> facts = new ArrayList<>();
        // Of what is undone, how long it took to do matters no more.
        List<StepOutcome> steps = applied.getOutcome() == ApplyOutcome.ROLLED_BACK ? List.of() : applied.getSteps();
        for (StepOutcome step : steps) {
            facts.add("%s: %s, waited %s for locks%s%s"
                    .formatted(
                            step.getTitle(),
                            Words.micros(step.getDurationMicros()),
                            Words.micros(step.getLockWaitMicros()),
                            step.getAttempts() > 1 ? ", " + step.getAttempts() + " attempts" : "",
                            step.getAlreadyDone() ? ", was done already" : ""));
        }
        String outcome =
                applied.getOutcome().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        return new Narration(
                outcome + ": " + applied.getReason()
                        + (applied.getOutcome() == ApplyOutcome.APPLIED
                                        && !applied.getAuthorizedBy().isEmpty()
                                ? " (authorized by " + applied.getAuthorizedBy() + ")"
                                : ""),
                facts);
    }

    private static Narration regression(RegressionDetected regression) {
        return new Narration(
                "regression: " + regression.getReason(),
                regression.getRegressions().stream()
                        .map(worse -> Words.shortened(
                                "%s: %.1f before, %.1f now (%s). %s"
                                        .formatted(
                                                worse.getSubject(),
                                                worse.getBaseline(),
                                                worse.getObserved(),
                                                worse.getUnit(),
                                                worse.getEvidence()),
                                2 * WIDTH))
                        .toList());
    }

    private static Narration command(MigrationCommand command) {
        String verb = verb(command.getCommand());
        return new Narration(
                "%s says: %s%s"
                        .formatted(
                                command.getIssuedBy(),
                                verb,
                                command.getReason().isEmpty() ? "" : " (" + command.getReason() + ")"),
                List.of());
    }

    private static String verb(Object command) {
        return switch (command) {
            case RollBack rollBack -> rollBack.getCancel() ? "cancel" : "roll back";
            case Promote promote -> promote.getNow() ? "promote now" : "promote";
            case Resume resume ->
                resume.getSpeedPercent()
                        .map(percent -> "speed " + percent + "%")
                        .orElse("resume");
            default -> command.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
        };
    }

    private static List<String> findings(List<Finding> findings) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings.subList(0, Math.min(MANY, findings.size()))) {
            lines.add(Words.shortened(
                    "%s %s: %s%s"
                            .formatted(
                                    finding.getCode(),
                                    finding.getSeverity().name().toLowerCase(java.util.Locale.ROOT),
                                    finding.getMessage(),
                                    finding.getSuggestion().isEmpty() ? "" : " → " + finding.getSuggestion()),
                    2 * WIDTH));
            finding.getEvidence().stream()
                    .limit(1)
                    .map(evidence -> "  " + known(evidence))
                    .forEach(lines::add);
        }
        if (findings.size() > MANY) {
            lines.add("… and " + Words.count(findings.size() - MANY, "further finding"));
        }
        return lines;
    }

    private static String known(Evidence evidence) {
        return Words.shortened(
                evidence.getProvenance().name().toLowerCase(java.util.Locale.ROOT) + ": " + evidence.getFact(), WIDTH);
    }

    private static List<String> steps(Plan plan) {
        return plan.getSteps().stream()
                .map(step -> "step %s, %s: %s"
                        .formatted(
                                step.getId(),
                                step.getPhase().name().toLowerCase(java.util.Locale.ROOT),
                                step.getTitle()))
                .toList();
    }
}
