package io.godwit.model.planning;

import io.godwit.model.plan.Plan;
import java.util.List;

/// A plan with what could not be decided.
///
/// @param questions what only a person knows; the plan does the rest
/// @param notes     what a reader of the plan should know
public record PlannedMigration(Plan plan, List<OpenQuestion> questions, List<String> notes) {
    public PlannedMigration {
        questions = List.copyOf(questions);
        notes = List.copyOf(notes);
    }
}
