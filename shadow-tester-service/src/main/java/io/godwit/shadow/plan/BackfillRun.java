package io.godwit.shadow.plan;

import io.godwit.model.plan.Action.Backfill;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Backfills the candidate batch by batch. Nobody waits for the copy's rows, so batches are bigger than in production;
/// dead rows are cleaned away as autovacuum would, so that the table does not end bigger than production's will.
final class BackfillRun {
    /// How much of a table one batch goes over: 8 MB.
    private static final long BLOCKS = 1024;
    /// Autovacuum's default scale factor (PostgreSQL documentation, 19.10).
    private static final double VACUUM_AT = 0.2;

    private BackfillRun() {}

    /// Goes over the blocks the table has when it begins, once. Rows that are left then would be found again and again.
    /// What writes each row once does it in one statement: a batch's rows move to where a later one goes.
    ///
    /// @param connection in autocommit mode
    static void run(Connection connection, Backfill backfill) throws StatementFailed {
        String table = backfill.table().sql();
        String update = "UPDATE " + table + " SET " + backfill.assignments() + " WHERE (" + backfill.condition() + ")";
        try (Statement statement = connection.createStatement()) {
            if (backfill.passes() == Backfill.Passes.ONCE) {
                statement.executeUpdate(update);
                statement.execute("VACUUM " + table);
                return;
            }
            long blocks = number(
                    statement,
                    "SELECT coalesce(max(pg_relation_size(relid)), pg_relation_size('" + table.replace("'", "''")
                            + "')) / current_setting('block_size')::bigint FROM pg_partition_tree('"
                            + table.replace("'", "''") + "') WHERE isleaf");
            long all = number(statement, "SELECT count(*) FROM " + table);
            long sinceVacuum = 0;
            for (long from = 0; from <= blocks; from += BLOCKS) {
                sinceVacuum += statement.executeUpdate(
                        update + " AND ctid >= '(" + from + ",0)' AND ctid < '(" + (from + BLOCKS) + ",0)'");
                if (sinceVacuum > VACUUM_AT * all) {
                    statement.execute("VACUUM " + table);
                    sinceVacuum = 0;
                }
            }
            // What a batch moved into a later block fulfils the condition no more.
            if (number(statement, "SELECT count(*) FROM " + table + " WHERE " + backfill.condition()) > 0) {
                throw new StatementFailed(
                        update, "the backfill would not end: rows still fulfil its condition after they were updated");
            }
        } catch (SQLException problem) {
            throw new StatementFailed(update, problem);
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }
}
