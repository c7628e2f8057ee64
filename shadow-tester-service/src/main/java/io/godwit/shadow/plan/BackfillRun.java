package io.godwit.shadow.plan;

import io.godwit.model.plan.Action.Backfill;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Backfills the candidate batch by batch. Nobody waits for the copy's rows, so batches are bigger than in production;
/// dead rows are cleaned away as autovacuum would, so that the table does not end bigger than production's will.
final class BackfillRun {
    private static final int LEAST_BATCH = 5_000;
    /// Autovacuum's default scale factor (PostgreSQL documentation, 19.10).
    private static final double VACUUM_AT = 0.2;

    private BackfillRun() {}

    /// @param connection in autocommit mode
    static void run(Connection connection, Backfill backfill) throws StatementFailed {
        String table = backfill.table().sql();
        String update = "UPDATE " + table + " SET " + backfill.assignments()
                + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM "
                + table + " WHERE (" + backfill.condition() + ") LIMIT " + Math.max(LEAST_BATCH, backfill.batchRows())
                + "))";
        try (Statement statement = connection.createStatement()) {
            long expected = count(statement, table, backfill.condition());
            long all = count(statement, table, "true");
            long done = 0;
            long sinceVacuum = 0;
            int updated;
            do {
                updated = statement.executeUpdate(update);
                done += updated;
                sinceVacuum += updated;
                if (done > expected) {
                    throw new StatementFailed(
                            update,
                            "the backfill would not end: rows still fulfil its condition after they were updated");
                }
                if (sinceVacuum > VACUUM_AT * all) {
                    statement.execute("VACUUM " + table);
                    sinceVacuum = 0;
                }
            } while (updated > 0);
        } catch (SQLException problem) {
            throw new StatementFailed(update, problem);
        }
    }

    private static long count(Statement statement, String table, String condition) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT count(*) FROM " + table + " WHERE " + condition)) {
            found.next();
            return found.getLong(1);
        }
    }
}
