package io.godwit.executor.step;

import io.godwit.model.plan.Step;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/// Asks the database whether a step is done.
final class Probe {
    private Probe() {}

    /// @return empty if the step has no probe: only the ledger can tell then
    static Optional<Boolean> ask(Connection connection, Step step) throws SQLException {
        if (step.probe().isEmpty()) {
            return Optional.empty();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(step.probe().get())) {
            return Optional.of(row.next() && row.getBoolean(1));
        } catch (SQLException failure) {
            // What the probe looks at is not there yet: so the step is not done.
            if (SqlState.isMissingObject(failure)) {
                return Optional.of(false);
            }
            throw failure;
        }
    }
}
