package io.godwit.shadow.plan;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.ExpectedLock;
import io.godwit.model.plan.LockMode;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which relations a plan changes: those it locks against writers or backfills, as expected and as seen.
public final class TouchedTables {
    private TouchedTables() {}

    /// May name indexes and relations that are no more.
    public static Set<ObjectName> of(Plan plan, List<StepRun> runs) {
        Set<ObjectName> touched = new TreeSet<>();
        for (Step step : plan.steps()) {
            add(touched, step.locks());
            if (step.action() instanceof Action.Backfill backfill) {
                touched.add(backfill.table());
            }
            if (step.action() instanceof Action.DeleteRows delete) {
                touched.add(delete.table());
            }
        }
        runs.forEach(run -> add(touched, run.locks()));
        return touched;
    }

    private static void add(Set<ObjectName> touched, List<ExpectedLock> locks) {
        for (ExpectedLock lock : locks) {
            if (lock.mode().compareTo(LockMode.ROW_EXCLUSIVE) >= 0) {
                touched.add(lock.relation());
            }
        }
    }

    /// Whether it is a table of that database now.
    public static boolean exists(Connection connection, ObjectName table) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p')")) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }
}
