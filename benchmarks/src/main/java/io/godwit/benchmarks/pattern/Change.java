package io.godwit.benchmarks.pattern;

import io.godwit.model.ContentHash;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import java.util.List;
import java.util.Optional;

/// A change of the loaded table, as one statement.
public enum Change {
    INDEX_BUILT(
            "CREATE INDEX \"accounts_region\" ON \"public\".\"accounts\" (\"region\")", "DROP INDEX accounts_region"),
    NOT_NULL(
            "ALTER TABLE \"public\".\"accounts\" ALTER COLUMN \"region\" SET NOT NULL",
            "ALTER TABLE accounts ALTER COLUMN region DROP NOT NULL"),
    TYPE_CHANGED(
            "ALTER TABLE \"public\".\"accounts\" ALTER COLUMN \"balance\" SET DATA TYPE bigint",
            "ALTER TABLE accounts ALTER COLUMN balance SET DATA TYPE integer"),
    COLUMN_RENAMED(
            "ALTER TABLE \"public\".\"accounts\" RENAME COLUMN \"balance\" TO \"amount\"",
            "ALTER TABLE accounts RENAME COLUMN amount TO balance");

    /// The name clients know the changed column by before the change, and all that is not renamed after it.
    static final String OLD_NAME = "balance";

    private final String statement;
    private final String undo;

    Change(String statement, String undo) {
        this.statement = statement;
        this.undo = undo;
    }

    /// The name new code knows the column by.
    String newName() {
        return this == COLUMN_RENAMED ? "amount" : OLD_NAME;
    }

    String undo() {
        return undo;
    }

    /// The plan of just the statement, as one would run it by hand.
    Plan naive() {
        return new Plan(
                ContentHash.of(statement),
                List.of(Step.of(
                        "1",
                        Phase.EXPAND,
                        statement,
                        Action.RunSql.together(statement),
                        Rollback.lossless(undo),
                        Optional.empty())));
    }
}
