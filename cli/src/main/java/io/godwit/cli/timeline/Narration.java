package io.godwit.cli.timeline;

import io.godwit.events.Applied;
import io.godwit.events.CodeChanged;
import io.godwit.events.DeadLetter;
import io.godwit.events.FileRole;
import io.godwit.events.InferredChange;
import io.godwit.events.MigrationCommand;
import io.godwit.events.MigrationProgress;
import io.godwit.events.MigrationProposed;
import io.godwit.events.MigrationValidated;
import io.godwit.events.NoChange;
import io.godwit.events.Plan;
import io.godwit.events.ProposedPlan;
import io.godwit.events.QueryComparison;
import io.godwit.events.QueryOutcome;
import io.godwit.events.RegressionDetected;
import io.godwit.events.ReplaySummary;
import io.godwit.events.ShadowTested;
import io.godwit.events.Undecided;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/// Tells an event in plain words: a headline and the facts under it.
///
/// @param headline one line
/// @param facts    a line each
public record Narration(String headline, List<String> facts) {
    static final int WIDTH = 150;
    static final int MANY = 6;

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
            case Applied applied -> new Narration(AppliedWords.headline(applied), AppliedWords.facts(applied));
            case RegressionDetected regression -> regression(regression);
            case MigrationCommand command -> new Narration(CommandWords.of(command), List.of());
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
                    facts.add(change.getDescription() + "  (" + Words.place(change.getLocation()) + ")");
                }
                facts.addAll(QuestionWords.of(proposed.getMigrationId(), plan.getQuestions()));
                yield "analyzed: %s, %s"
                        .formatted(
                                Words.count(plan.getChanges().size(), "schema change"),
                                Words.count(plan.getPlan().getSteps().size(), "step"));
            }
            case NoChange none -> "analyzed: no migration is needed. " + none.getReason();
            case Undecided undecided -> {
                undecided.getLocation().ifPresent(place -> facts.add("at " + Words.place(place)));
                facts.addAll(QuestionWords.of(proposed.getMigrationId(), undecided.getQuestions()));
                yield "analyzed: undecided. " + undecided.getReason();
            }
            default -> "analyzed";
        };
        facts.addAll(proposed.getNotes());
        return new Narration(headline, facts);
    }

    private static Narration validated(MigrationValidated validated) {
        List<String> facts = new ArrayList<>(FindingWords.of(validated.getFindings()));
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
        facts.addAll(FindingWords.of(tested.getFindings()));
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
