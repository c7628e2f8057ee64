package io.godwit.executor.step;

import io.godwit.executor.ledger.Cursors;
import io.godwit.executor.ledger.Cursors.Cursor;
import io.godwit.executor.ledger.Steps;
import io.godwit.model.plan.Action.Compare;
import io.godwit.postgres.usage.QueryStatistics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Compares the old with the new, range by range, and fails the step if any row disagrees: nothing of the old is taken
/// away before. All rows are looked at, so that the number of those that disagree is known. Changes nothing.
final class CompareRun {
    private static final int FIRST_BATCH = 10_000;
    private static final int KEYS_NAMED = 5;

    private final StepContext context;
    private final Compare action;
    private final List<String> disagreeing = new ArrayList<>();

    CompareRun(StepContext context, Compare action) {
        this.context = context;
        this.action = action;
    }

    StepOutcome run() throws SQLException {
        Connection connection = context.connection();
        Cursor start = Cursors.find(connection, context.migration(), context.position())
                .orElseGet(() -> Cursor.start(FIRST_BATCH));
        Walk walk = Walk.over(connection, action.table(), action.keyColumns());
        WalkRun.Passed passed = new WalkRun(
                        context,
                        action.table(),
                        walk,
                        "Compares " + action.table(),
                        "rows disagree",
                        (transaction, range) -> look(transaction, walk, range))
                .from(start);
        if (!(passed.outcome() instanceof StepOutcome.Done)) {
            return passed.outcome();
        }
        if (passed.cursor().changed() > 0) {
            // What is mended meanwhile is to be seen: the next try begins from the start.
            context.inTransaction(transaction -> Cursors.forget(transaction, context.migration(), context.position()));
            return new StepOutcome.Failed(differ(walk, passed.cursor()));
        }
        context.inTransaction(transaction -> Steps.done(transaction, context.migration(), context.position(), 0));
        return new StepOutcome.Done();
    }

    private long look(Connection transaction, Walk walk, Walk.Range range) throws SQLException {
        String sql = "SELECT count(*) OVER (), " + walk.rowName() + " FROM "
                + action.table().sql() + " WHERE " + range.condition() + " AND (" + action.disagreement() + ") LIMIT "
                + KEYS_NAMED;
        try (Statement statement = transaction.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(QueryStatistics.own(sql))) {
                long found = 0;
                while (rows.next()) {
                    found = rows.getLong(1);
                    if (disagreeing.size() < KEYS_NAMED) {
                        disagreeing.add(Masked.key(rows.getString(2)));
                    }
                }
                return found;
            }
        }
    }

    private String differ(Walk walk, Cursor cursor) {
        String which = disagreeing.isEmpty() ? "" : ", among them " + String.join("; ", disagreeing);
        return String.format(
                Locale.ROOT,
                "%,d rows of %s differ between the old and the new form (%,d %s compared)%s. Look at them with: SELECT"
                        + " * FROM %s WHERE %s.",
                cursor.changed(),
                action.table(),
                cursor.walked(),
                walk.unit(),
                which,
                action.table().sql(),
                action.disagreement());
    }
}
