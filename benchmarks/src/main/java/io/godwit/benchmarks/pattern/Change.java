package io.godwit.benchmarks.pattern;

import io.godwit.model.ContentHash;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import java.util.List;
import java.util.Optional;

/// A change of the loaded table, as one would run it by hand in one transaction.
public enum Change {
    INDEX_BUILT(
            "CREATE INDEX \"accounts_region\" ON \"public\".\"accounts\" (\"region\")", "DROP INDEX accounts_region"),
    UNIQUE_ADDED(
            "ALTER TABLE \"public\".\"accounts\" ADD CONSTRAINT \"accounts_once\" UNIQUE (\"region\", \"id\")",
            "ALTER TABLE accounts DROP CONSTRAINT accounts_once"),
    PRIMARY_KEY_ADDED(
            "ALTER TABLE \"public\".\"accounts\" ADD CONSTRAINT \"accounts_key\" PRIMARY KEY (\"id\")",
            "ALTER TABLE accounts DROP CONSTRAINT accounts_key",
            "CREATE UNIQUE INDEX accounts_id ON accounts (id)",
            "ALTER TABLE accounts DROP CONSTRAINT accounts_pkey"),
    FOREIGN_KEY_ADDED(
            "ALTER TABLE \"public\".\"accounts\" ADD CONSTRAINT \"accounts_region_fkey\" FOREIGN KEY (\"region\")"
                    + " REFERENCES \"public\".\"regions\" (\"id\")",
            "ALTER TABLE accounts DROP CONSTRAINT accounts_region_fkey",
            "CREATE TABLE regions (id integer PRIMARY KEY)",
            "INSERT INTO regions SELECT generate_series(0, 99)"),
    CHECK_ADDED(
            "ALTER TABLE \"public\".\"accounts\" ADD CONSTRAINT \"accounts_balance_check\" CHECK ((\"balance\" >= 0))",
            "ALTER TABLE accounts DROP CONSTRAINT accounts_balance_check"),
    NOT_NULL(
            "ALTER TABLE \"public\".\"accounts\" ALTER COLUMN \"region\" SET NOT NULL",
            "ALTER TABLE accounts ALTER COLUMN region DROP NOT NULL"),
    COLUMN_FILLED(
            "ALTER TABLE \"public\".\"accounts\" ADD COLUMN \"token\" uuid NOT NULL DEFAULT gen_random_uuid()",
            "ALTER TABLE accounts DROP COLUMN token"),
    COLUMN_NUMBERED(
            "ALTER TABLE \"public\".\"accounts\" ADD COLUMN \"number\" bigserial",
            "ALTER TABLE accounts DROP COLUMN number"),
    TYPE_CHANGED(
            "ALTER TABLE \"public\".\"accounts\" ALTER COLUMN \"balance\" SET DATA TYPE bigint",
            "ALTER TABLE accounts ALTER COLUMN balance SET DATA TYPE integer"),
    KEY_TYPE_CHANGED(
            "ALTER TABLE \"public\".\"accounts\" ALTER COLUMN \"id\" SET DATA TYPE bigint",
            "ALTER TABLE accounts ALTER COLUMN id SET DATA TYPE integer",
            "CREATE TABLE payments AS SELECT id, id AS account_id FROM accounts WHERE id % 5 = 0",
            "ALTER TABLE payments ADD PRIMARY KEY (id)",
            "ALTER TABLE payments ADD FOREIGN KEY (account_id) REFERENCES accounts (id)"),
    ENUM_VALUE_REMOVED(
            List.of(
                    "CREATE TYPE \"public\".\"kind_new\" AS ENUM ('private', 'business')",
                    "ALTER TABLE \"public\".\"accounts\" ALTER COLUMN \"kind\" SET DATA TYPE \"public\".\"kind_new\" USING"
                            + " \"kind\"::text::\"public\".\"kind_new\"",
                    "DROP TYPE \"public\".\"kind\"",
                    "ALTER TYPE \"public\".\"kind_new\" RENAME TO \"kind\""),
            "ALTER TYPE kind ADD VALUE 'school'",
            "CREATE TYPE kind AS ENUM ('private', 'business', 'school')",
            "ALTER TABLE accounts ADD COLUMN kind kind DEFAULT 'private'",
            "ALTER TABLE accounts ALTER COLUMN kind DROP DEFAULT"),
    PARTITION_ATTACHED(
            "ALTER TABLE \"public\".\"accounts\" ATTACH PARTITION \"public\".\"accounts_next\" FOR VALUES FROM"
                    + " (1000000000) TO (2000000000)",
            "ALTER TABLE accounts DETACH PARTITION accounts_next",
            "ALTER TABLE accounts RENAME TO accounts_rest",
            "CREATE TABLE accounts (LIKE accounts_rest INCLUDING ALL) PARTITION BY RANGE (id)",
            "ALTER TABLE accounts ATTACH PARTITION accounts_rest DEFAULT",
            "CREATE TABLE accounts_next (LIKE accounts INCLUDING ALL)"),
    PARTITIONS_INDEXED(
            "CREATE INDEX \"accounts_region\" ON \"public\".\"accounts\" (\"region\")",
            "DROP INDEX accounts_region",
            "ALTER TABLE accounts RENAME TO accounts_rest",
            "CREATE TABLE accounts (LIKE accounts_rest INCLUDING ALL) PARTITION BY RANGE (id)",
            "ALTER TABLE accounts ATTACH PARTITION accounts_rest DEFAULT"),
    ROWS_UPDATED(
            "UPDATE \"public\".\"accounts\" SET \"note\" = 'seen' WHERE \"region\" < 50",
            "UPDATE accounts SET note = 'note ' || id WHERE region < 50"),
    ROWS_DELETED(
            "DELETE FROM \"public\".\"accounts\" WHERE \"region\" < 20",
            "INSERT INTO accounts SELECT g, 0, g % 100, 'note ' || g FROM generate_series(1, (SELECT max(id) FROM accounts)) g"
                    + " WHERE g % 100 < 20"),
    VIEW_MADE_ANEW(
            List.of(
                    "DROP MATERIALIZED VIEW public.totals",
                    "CREATE MATERIALIZED VIEW public.totals AS SELECT region, count(DISTINCT note) + 1 AS notes"
                            + " FROM public.accounts GROUP BY region",
                    "CREATE UNIQUE INDEX totals_region ON public.totals (region)"),
            "DROP MATERIALIZED VIEW totals; CREATE MATERIALIZED VIEW totals AS SELECT region, count(DISTINCT note) AS notes"
                    + " FROM accounts GROUP BY region; CREATE UNIQUE INDEX totals_region ON totals (region)",
            "CREATE MATERIALIZED VIEW totals AS SELECT region, count(DISTINCT note) AS notes FROM accounts GROUP BY region",
            "CREATE UNIQUE INDEX totals_region ON totals (region)"),
    TABLE_RENAMED(
            "ALTER TABLE \"public\".\"accounts\" RENAME TO \"customers\"", "ALTER TABLE customers RENAME TO accounts"),
    COLUMN_RENAMED(
            "ALTER TABLE \"public\".\"accounts\" RENAME COLUMN \"balance\" TO \"amount\"",
            "ALTER TABLE accounts RENAME COLUMN amount TO balance");

    private final List<String> statements;
    private final String undo;
    private final List<String> preparation;

    Change(String statement, String undo, String... preparation) {
        this(List.of(statement), undo, preparation);
    }

    Change(List<String> statements, String undo, String... preparation) {
        this.statements = statements;
        this.undo = undo;
        this.preparation = List.of(preparation);
    }

    /// What is made beside the table before anything is measured.
    List<String> preparation() {
        return preparation;
    }

    /// What the code that is running knows.
    Code oldCode() {
        return new Code("accounts", "balance", this == VIEW_MADE_ANEW);
    }

    /// What the code knows that is deployed in the middle of the change.
    Code newCode() {
        return new Code(
                this == TABLE_RENAMED ? "customers" : "accounts",
                this == COLUMN_RENAMED ? "amount" : "balance",
                this == VIEW_MADE_ANEW);
    }

    String undo() {
        return undo;
    }

    /// The plan of just the statements, in one transaction; several come last, as they take away what the old code
    /// knows.
    Plan naive() {
        return new Plan(
                ContentHash.of(String.join(";", statements)),
                List.of(Step.of(
                        "1",
                        statements.size() == 1 ? Phase.EXPAND : Phase.CONTRACT,
                        statements.getFirst(),
                        new Action.RunSql(statements, TransactionMode.TOGETHER),
                        Rollback.lossless(undo),
                        Optional.empty())));
    }
}
