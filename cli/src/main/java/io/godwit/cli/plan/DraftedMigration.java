package io.godwit.cli.plan;

import io.godwit.analyzer.Outcome;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Step;
import io.godwit.model.planning.RowsDecide;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a change needs, in the form asked for.
///
/// @param outcome what the analyzer says
/// @param plan    empty if there is nothing to do or nothing can be done
/// @param notes   what the reader should know: the analyzer's notes, and what could not be done besides
public record DraftedMigration(Outcome outcome, Optional<Plan> plan, List<String> notes) {
    public DraftedMigration {
        notes = List.copyOf(notes);
    }

    public List<Step> steps() {
        return plan.map(Plan::steps).orElse(List.of());
    }

    public List<Outcome.Asked> questions() {
        return switch (outcome) {
            case Outcome.Proposed proposed -> proposed.questions();
            case Outcome.Undecided undecided -> undecided.questions();
            case Outcome.Unchanged _ -> List.of();
        };
    }

    /// Which steps rows nobody looked into decide about, by the step's id.
    public Map<String, RowsDecide> rowsDecide() {
        return outcome instanceof Outcome.Proposed proposed ? proposed.rowsDecide() : Map.of();
    }

    /// Up to where nothing is lost, in one sentence; empty if the whole plan can be undone without loss.
    public Optional<String> safety() {
        return plan.filter(steps -> steps.reversibility() != Reversibility.LOSSLESS)
                .map(steps -> steps.lastSafePoint()
                        .map(step -> "The last safe point is after \"" + step.title()
                                + "\": up to there the rollback loses nothing.")
                        .orElse("There is no safe point: the rollback loses something from the first step on."));
    }

    /// The whole migration as a script; empty if there is nothing to do.
    public Optional<SqlScript> script() {
        return plan.map(steps -> new SqlScript(steps, rowsDecide()));
    }

    /// Whether the answer is that nothing has to change, though a part of the change is not understood.
    public boolean isUnsure() {
        return outcome instanceof Outcome.Unchanged unchanged
                && unchanged.unread().isPresent();
    }

    /// Why nothing can be proposed; empty where something is, or only answers are missing.
    public Optional<String> error() {
        return outcome instanceof Outcome.Undecided undecided
                        && undecided.questions().isEmpty()
                ? Optional.of(undecided.reason())
                : Optional.empty();
    }
}
