package io.godwit.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Runs a plan forward and back on a real database, the simplest way that is right, and holds every probe
/// to what it says.
public final class PlanRun {
    private final Connection connection;

    public PlanRun(Connection connection) {
        this.connection = connection;
    }

    /// Runs every step; its probe must say "not done" before and "done" after.
    public void forward(Plan plan) throws SQLException {
        forward(plan, Phase.CONTRACT, "");
    }

    /// The same, with what others do before the first step of a phase, or at the end if there is none.
    ///
    /// @param others in SQL; empty for nothing
    public void forward(Plan plan, Phase phase, String others) throws SQLException {
        boolean done = others.isEmpty();
        for (Step step : plan.steps()) {
            if (!done && step.phase() == phase) {
                run(List.of(others), TransactionMode.NONE);
                done = true;
            }
            expectProbe(step, false);
            run(step.action().statements(), step.action().transaction());
            expectProbe(step, true);
        }
        if (!done) {
            run(List.of(others), TransactionMode.NONE);
        }
    }

    /// Undoes every step, the last one first.
    public void back(Plan plan) throws SQLException {
        for (Step step : plan.steps().reversed()) {
            run(step.rollback().statements(), step.rollback().transaction());
        }
    }

    private void run(List<String> statements, TransactionMode mode) throws SQLException {
        connection.setAutoCommit(mode == TransactionMode.NONE);
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        if (mode == TransactionMode.TOGETHER) {
            connection.commit();
        }
        connection.setAutoCommit(true);
    }

    private void expectProbe(Step step, boolean done) throws SQLException {
        if (step.probe().isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(step.probe().get())) {
            row.next();
            assertThat(row.getBoolean(1))
                    .as(
                            "probe of step %s (%s): %s",
                            step.id(), step.title(), step.probe().get())
                    .isEqualTo(done);
        }
    }
}
