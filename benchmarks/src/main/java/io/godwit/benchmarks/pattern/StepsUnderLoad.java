package io.godwit.benchmarks.pattern;

import io.godwit.model.plan.Action;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Runs a plan the way the executor does, without its ledger: lock timeouts with another try, backfills
/// in batches along the key.
final class StepsUnderLoad {
    private static final int BATCH = 5_000;
    private static final int TRIES = 50;
    private static final long QUIET_NANOS = 1_000_000_000;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Connection connection;
    private final long rows;
    private final Runnable deploy;

    /// @param rows   of the table, numbered from 1
    /// @param deploy what is done before the old names have to be quiet
    StepsUnderLoad(Connection connection, long rows, Runnable deploy) {
        this.connection = connection;
        this.rows = rows;
        this.deploy = deploy;
    }

    void forward(Plan plan) throws SQLException {
        for (Step step : plan.steps()) {
            switch (step.action()) {
                case Action.Backfill fill -> inBatches(fill.statements().getFirst());
                case Action.DeleteRows delete -> inBatches(delete.statements().getFirst());
                case Action.AwaitQuiet _ -> quiet();
                case Action.RunSql _, Action.BuildIndexConcurrently _, Action.Compare _ ->
                    run(step, step.action().statements(), step.action().transaction());
            }
        }
    }

    /// Statements on the old names that are under way come to their end.
    private void quiet() {
        deploy.run();
        LockSupport.parkNanos(QUIET_NANOS);
    }

    /// @param sql of all rows; it ends with a condition
    private void inBatches(String sql) throws SQLException {
        for (long from = 0; from < rows; from += BATCH) {
            execute(sql + " AND id > " + from + " AND id <= " + (from + BATCH));
        }
    }

    private void run(Step step, List<String> statements, TransactionMode mode) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                execute("SET lock_timeout = " + step.lockTimeout().toMillis());
                connection.setAutoCommit(mode == TransactionMode.NONE);
                for (String statement : statements) {
                    execute(statement);
                }
                connection.setAutoCommit(true);
                return;
            } catch (SQLException problem) {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
                if (!LOCK_NOT_AVAILABLE.equals(problem.getSQLState()) || attempt == TRIES) {
                    throw problem;
                }
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
