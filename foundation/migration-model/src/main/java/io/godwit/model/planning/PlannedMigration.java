package io.godwit.model.planning;

import io.godwit.model.plan.Plan;
import java.util.List;
import java.util.Set;

/// A plan with what could not be decided.
///
/// @param questions what only a person knows; the plan does the rest
/// @param notes     what a reader of the plan should know
/// @param rowsDecide ids of the steps that the rows of a table nobody looked into may refuse; a script
/// for such a
/// database has to go on without them
public record PlannedMigration(Plan plan, List<OpenQuestion> questions, List<String> notes, Set<String> rowsDecide) {
    public PlannedMigration {
        questions = List.copyOf(questions);
        notes = List.copyOf(notes);
        rowsDecide = Set.copyOf(rowsDecide);
    }
}
