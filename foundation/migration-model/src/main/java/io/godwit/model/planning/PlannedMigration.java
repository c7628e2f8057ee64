package io.godwit.model.planning;

import io.godwit.model.plan.Plan;
import java.util.List;
import java.util.Map;

/// A plan with what could not be decided.
///
/// @param questions what only a person knows; the plan does the rest
/// @param notes     what a reader of the plan should know
/// @param rowsDecide which steps rows nobody looked into decide about, by the step's id
public record PlannedMigration(
        Plan plan, List<OpenQuestion> questions, List<String> notes, Map<String, RowsDecide> rowsDecide) {
    public PlannedMigration {
        questions = List.copyOf(questions);
        notes = List.copyOf(notes);
        rowsDecide = Map.copyOf(rowsDecide);
    }
}
