package io.godwit.executor.step;

import io.godwit.executor.ledger.Fence;
import io.godwit.executor.ledger.Transaction;
import io.godwit.model.MigrationId;
import io.godwit.model.plan.Step;
import java.sql.Connection;
import java.sql.SQLException;

/// What a step needs to run.
///
/// @param position the step's place in the plan, from 0
record StepContext(
        StepSession session,
        StatementWatch watch,
        Control control,
        Fence fence,
        StepReport report,
        MigrationId migration,
        int position,
        Step step,
        StepPolicy policy) {

    Connection connection() {
        return session.connection();
    }

    /// Runs a statement that may take long, and that a command may break off.
    void watched(Transaction statement) throws SQLException {
        watch.begin();
        try {
            statement.work(connection());
        } finally {
            watch.end();
        }
    }

    /// Runs work in one transaction that commits only while no other executor has taken over.
    void inTransaction(Transaction work) throws SQLException {
        Transaction.run(connection(), transaction -> {
            fence.hold(transaction);
            work.work(transaction);
        });
    }
}
