package io.godwit.executor.step;

import io.godwit.executor.ledger.Fence;
import io.godwit.executor.ledger.StepRecord;
import io.godwit.model.MigrationId;
import io.godwit.model.plan.Step;
import java.sql.SQLException;

/// Runs and undoes the steps of one database on a session of its own, with a second session that watches the first.
public record StepRunner(Connections connections, StepSession session, Fence fence, StepPolicy policy) {

    /// @param record what the ledger holds of the step
    /// @throws SQLException if the database or the session went away: run it again then
    public StepOutcome forward(MigrationId migration, Step step, StepRecord record, Control control, StepReport report)
            throws SQLException {
        try (StatementWatch watch = new StatementWatch(connections, session.backendPid(), control, report)) {
            return new StepExecution(context(migration, step, record, control, report, watch)).run(record);
        }
    }

    /// @param record what the ledger holds of the step
    /// @throws SQLException if the database or the session went away: run it again then
    public StepOutcome back(MigrationId migration, Step step, StepRecord record, Control control, StepReport report)
            throws SQLException {
        try (StatementWatch watch = new StatementWatch(connections, session.backendPid(), control, report)) {
            return new StepUndo(context(migration, step, record, control, report, watch)).run(record);
        }
    }

    private StepContext context(
            MigrationId migration,
            Step step,
            StepRecord record,
            Control control,
            StepReport report,
            StatementWatch watch) {
        return new StepContext(session, watch, control, fence, report, migration, record.position(), step, policy);
    }
}
