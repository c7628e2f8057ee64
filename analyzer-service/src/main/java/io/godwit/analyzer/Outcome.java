package io.godwit.analyzer;

import io.godwit.model.SourceLocation;
import io.godwit.model.plan.Plan;
import io.godwit.model.planning.OpenQuestion;
import io.godwit.model.planning.PlannedMigration;
import io.godwit.model.planning.RowsDecide;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What follows from a code change for one database.
public sealed interface Outcome {

    /// What the developer should know besides.
    List<String> notes();

    /// The database has to change.
    ///
    /// @param questions what could not be decided, each with its place in the code; the plan does the rest
    /// @param rowsDecide which steps rows nobody looked into decide about, see [PlannedMigration]
    record Proposed(
            List<Inference> changes,
            Plan plan,
            List<Asked> questions,
            List<String> notes,
            Map<String, RowsDecide> rowsDecide)
            implements Outcome {}

    /// A question and where the code raises it.
    record Asked(OpenQuestion question, SourceLocation location) {}

    /// The database is as the code wants it, as far as the code is understood.
    ///
    /// @param unread the first place in the change that is not; what it wants may be missing from the answer
    record Unchanged(String reason, Optional<SourceLocation> unread, List<String> notes) implements Outcome {

        /// Of code that is understood whole.
        public static Unchanged wholly(String reason, List<String> notes) {
            return new Unchanged(reason, Optional.empty(), notes);
        }
    }

    /// Nothing can be proposed before the input is mended or the questions are answered.
    record Undecided(String reason, Optional<SourceLocation> location, List<Asked> questions, List<String> notes)
            implements Outcome {}
}
