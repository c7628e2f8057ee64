package io.godwit.shadow.plan;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import io.godwit.postgres.copy.DatabaseClone;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Runs a whole plan on the candidate, the contract included: that is what will stand in the end.
public final class PlanRunner {
    private final DatabaseClone candidate;

    public PlanRunner(DatabaseClone candidate) {
        this.candidate = candidate;
    }

    /// Runs the steps in order until one fails.
    ///
    /// @param progress told each step's title
    /// @throws SQLException if the server cannot be used
    public PlanRun run(Plan plan, Consumer<String> progress) throws SQLException {
        List<StepRun> done = new ArrayList<>();
        try (Connection running = candidate.connect("godwit-shadow");
                Connection looking = candidate.connect("godwit-shadow-watch")) {
            StepRunner runner = new StepRunner(running, looking);
            for (Step step : plan.steps()) {
                progress.accept(step.title());
                try {
                    done.add(runner.run(step));
                } catch (StatementFailed failed) {
                    return new PlanRun(
                            done, Optional.of(new PlanRun.Failure(step, failed.statement(), failed.reason())));
                }
            }
            settle(running, TouchedTables.of(plan, done));
        }
        return new PlanRun(done, Optional.empty());
    }

    /// As autovacuum will: without it the candidate's plans would differ for want of statistics.
    private static void settle(Connection connection, Set<ObjectName> tables) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (ObjectName table : tables) {
                if (TouchedTables.exists(connection, table)) {
                    statement.execute("VACUUM (ANALYZE) " + table.sql());
                }
            }
        }
    }
}
