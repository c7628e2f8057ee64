package io.godwit.validator.pattern;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.ChangeRows.Operation;
import io.godwit.postgres.statistics.TableStatistics;
import java.util.Optional;

/// The rows that a hand-written statement, a step of its own, changes.
final class WrittenRows {
    static final int FIRST_BATCH = 1000;

    private WrittenRows() {}

    /// The table whose rows it writes by the operation; empty for other statements, and where there are no rows.
    static Optional<ObjectName> table(Operation operation, Step step, ParsedStatement statement, Situation before) {
        return step.action() instanceof Action.RunSql
                        && statement.statement() instanceof Statement.ChangeRows(Operation written, var table, var _)
                        && written == operation
                        && before.mayHoldRows(table)
                ? Optional.of(table)
                : Optional.empty();
    }

    /// How many rows the table holds; below 0 if not known.
    static long rows(ObjectName table, Situation before) {
        return before.statistics().table(table).map(TableStatistics::rows).orElse(-1L);
    }
}
