package io.godwit.model.planning;

import io.godwit.model.catalog.Constraint.Check;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.ObjectName;
import java.util.List;

/// What is asked of somebody where rows stand, or may stand, against a key, a reference or a check.
///
/// @param known whether they do; else they may
record KeyQuestions(boolean known) {

    OpenQuestion duplicates(ObjectName table, String key, List<String> columns) {
        String shared = columns.isEmpty() ? "key of " + key : String.join(", ", columns);
        return question(
                "duplicates:" + table + "." + key,
                "Rows of " + table + " share their " + shared + ", which becomes unique.",
                "If rows of " + table + " share their " + shared + ", which becomes unique:",
                "Which of them should stay? Correct or remove the others",
                table,
                columns,
                key);
    }

    OpenQuestion orphans(ObjectName table, ForeignKey key) {
        String rows = "rows of " + table + " refer by " + String.join(", ", key.columns()) + " to rows of "
                + key.referencedTable() + " that are not there";
        return question(
                "orphans:" + table + "." + key.name(),
                "R" + rows.substring(1) + ".",
                "If " + rows + ":",
                "What should become of them? Correct or remove them",
                table,
                key.columns(),
                "The foreign key " + key.name());
    }

    OpenQuestion broken(ObjectName table, Check check) {
        return broken(table, check.name(), check.expression());
    }

    /// @param demand in SQL
    OpenQuestion broken(ObjectName table, String constraint, String demand) {
        return question(
                "check:" + table + "." + constraint,
                "Rows of " + table + " break the new constraint " + constraint + " (" + demand + ").",
                "If rows of " + table + " break the new constraint " + constraint + " (" + demand + "):",
                "What should become of them? Correct or remove them",
                table,
                List.of(),
                constraint);
    }

    private OpenQuestion question(
            String id,
            String fact,
            String supposition,
            String asked,
            ObjectName table,
            List<String> columns,
            String leftOut) {
        return new OpenQuestion(
                id,
                (known ? fact : supposition) + " " + asked + ", then " + (known ? "plan again." : "run it again."),
                table,
                columns.isEmpty() ? "" : columns.getFirst(),
                List.of(),
                (known
                                ? leftOut + " is left out"
                                : "Where such rows are, " + leftOut.replaceFirst("^The ", "the ") + " is left out")
                        + "; the rest goes ahead.");
    }
}
