package io.godwit.shadow.plan;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.LockMode;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/// Runs one step after the other on the candidate and measures each.
public final class StepRunner {
    private final Connection running;
    private final Connection looking;

    /// @param running in autocommit mode
    /// @param looking another connection to the same database
    public StepRunner(Connection running, Connection looking) {
        this.running = running;
        this.looking = looking;
    }

    StepRun run(Step step) throws SQLException, StatementFailed {
        prepare(step);
        Relations before = Relations.read(looking);
        long wal = walPosition();
        long start = System.nanoTime();
        Map<ObjectName, LockMode> locks = switch (step.action()) {
            case Action.RunSql sql -> statements(sql.statements(), sql.transaction(), before);
            case Action.BuildIndexConcurrently build -> {
                Map<ObjectName, LockMode> seen = statements(List.of(build.statement()), TransactionMode.NONE, before);
                requireValid(build);
                yield seen;
            }
            case Action.Backfill backfill -> {
                LockWatch watch = new LockWatch(looking, before, backend());
                try (watch) {
                    BackfillRun.run(running, backfill);
                }
                yield watch.seen();
            }
            case Action.DeleteRows delete -> statements(delete.statements(), delete.transaction(), before);
            case Action.Compare compare -> statements(compare.statements(), compare.transaction(), before);
            case Action.AwaitQuiet _ -> Map.of();
        };
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        long walBytes = walPosition() - wal;
        requireDone(step);
        return new StepRun(step, took, Relations.asList(locks), before.rewrittenIn(Relations.read(looking)), walBytes);
    }

    /// Runs statements that share transactions as the mode says; used for going back as well.
    void statements(List<String> statements, TransactionMode mode) throws SQLException, StatementFailed {
        statements(statements, mode, Relations.read(looking));
    }

    private Map<ObjectName, LockMode> statements(List<String> statements, TransactionMode mode, Relations before)
            throws SQLException, StatementFailed {
        return switch (mode) {
            case TOGETHER -> together(statements, before);
            case NONE -> {
                LockWatch watch = new LockWatch(looking, before, backend());
                try (watch) {
                    for (String sql : statements) {
                        execute(sql);
                    }
                }
                yield watch.seen();
            }
        };
    }

    private Map<ObjectName, LockMode> together(List<String> statements, Relations before)
            throws SQLException, StatementFailed {
        running.setAutoCommit(false);
        try {
            for (String sql : statements) {
                execute(sql);
            }
            Map<ObjectName, LockMode> locks = before.locksOf(running, backend());
            commit(statements.getLast());
            return locks;
        } finally {
            running.rollback();
            running.setAutoCommit(true);
        }
    }

    private void commit(String lastStatement) throws StatementFailed {
        try {
            running.commit();
        } catch (SQLException problem) {
            throw new StatementFailed(lastStatement, problem);
        }
    }

    private void execute(String sql) throws SQLException, StatementFailed {
        try (Statement statement = running.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        } catch (SQLException problem) {
            if (PostgresMessage.notAboutTheStatement(problem)) {
                throw problem;
            }
            throw new StatementFailed(sql, problem);
        }
    }

    private void prepare(Step step) throws SQLException {
        try (Statement statement = running.createStatement()) {
            statement.execute("SET lock_timeout = " + step.lockTimeout().toMillis());
            statement.execute(
                    "SET statement_timeout = " + step.statementTimeout().toMillis());
        }
    }

    private void requireDone(Step step) throws StatementFailed {
        if (step.probe().isEmpty()) {
            return;
        }
        String probe = step.probe().get();
        try (Statement statement = running.createStatement();
                ResultSet found = statement.executeQuery(probe)) {
            if (!found.next() || !found.getBoolean(1)) {
                throw new StatementFailed(probe, "the step ran, but its probe says that it is not done");
            }
        } catch (SQLException problem) {
            throw new StatementFailed(probe, problem);
        }
    }

    private void requireValid(Action.BuildIndexConcurrently build) throws SQLException, StatementFailed {
        String query = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass("
                + SqlName.literal(build.index().sql()) + ")";
        try (Statement statement = running.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            if (!found.next() || !found.getBoolean(1)) {
                throw new StatementFailed(build.statement(), "the index is not valid after it was built");
            }
        }
    }

    private int backend() throws SQLException {
        return running.unwrap(PGConnection.class).getBackendPID();
    }

    private long walPosition() throws SQLException {
        try (Statement statement = looking.createStatement();
                ResultSet found = statement.executeQuery("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
            found.next();
            return found.getBigDecimal(1).longValue();
        }
    }
}
