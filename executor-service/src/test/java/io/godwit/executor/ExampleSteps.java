package io.godwit.executor;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action.Backfill;
import io.godwit.model.plan.Action.BuildIndexConcurrently;
import io.godwit.model.plan.Action.DeleteRows;
import io.godwit.model.plan.Action.RunSql;
import io.godwit.model.plan.ExpectedLock;
import io.godwit.model.plan.LockMode;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import java.util.List;
import java.util.Optional;

/// One step of each kind, on a table `orders (id bigint primary key, total int)`.
final class ExampleSteps {
    static final String ORDERS = "CREATE TABLE orders (id bigint PRIMARY KEY, total int)";
    static final String NO_KEY = "CREATE TABLE lines (amount int)";

    private ExampleSteps() {}

    static String filled(int rows) {
        return "INSERT INTO orders SELECT i, i % 1000 FROM generate_series(1, " + rows + ") i";
    }

    static Step addColumn() {
        return Step.of(
                        "add-note",
                        Phase.EXPAND,
                        "Adds column orders.note",
                        RunSql.together("ALTER TABLE orders ADD COLUMN note text"),
                        Rollback.lossy("what was written into it", "ALTER TABLE orders DROP COLUMN note"),
                        Optional.of(columnExists("orders", "note")))
                .withLocks(List.of(new ExpectedLock(ObjectName.inPublic("orders"), LockMode.ACCESS_EXCLUSIVE)));
    }

    static Step buildIndex() {
        return Step.of(
                "index-total",
                Phase.EXPAND,
                "Builds index orders_total",
                new BuildIndexConcurrently(
                        ObjectName.inPublic("orders_total"),
                        "CREATE INDEX CONCURRENTLY orders_total ON orders (total)"),
                Rollback.losslessAlone("DROP INDEX CONCURRENTLY IF EXISTS orders_total"),
                Optional.of(
                        "SELECT EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('orders_total') AND indisvalid)"));
    }

    static Step dropIndex() {
        return Step.of(
                "drop-index-total",
                Phase.EXPAND,
                "Drops index orders_total",
                RunSql.alone("DROP INDEX CONCURRENTLY IF EXISTS orders_total"),
                Rollback.losslessAlone("CREATE INDEX CONCURRENTLY orders_total ON orders (total)"),
                Optional.of("SELECT to_regclass('orders_total') IS NULL"));
    }

    static Step fill() {
        return Step.of(
                "fill-note",
                Phase.MIGRATE,
                "Fills orders.note",
                new Backfill(
                        ObjectName.inPublic("orders"), List.of("id"), "note = 'total ' || total", "note IS NULL", 100),
                Rollback.lossless(),
                Optional.empty());
    }

    static Step deleteOdd() {
        return Step.of(
                "delete-odd",
                Phase.MIGRATE,
                "Deletes every other order",
                new DeleteRows(ObjectName.inPublic("orders"), List.of("id"), "id % 2 <> 0", 100),
                Rollback.impossible("the rows are gone"),
                Optional.empty());
    }

    static Step dropTotal() {
        return Step.of(
                "drop-total",
                Phase.CONTRACT,
                "Drops column orders.total",
                RunSql.together("ALTER TABLE orders DROP COLUMN total"),
                Rollback.impossible("the values of total are gone"),
                Optional.of("SELECT NOT (" + columnExists("orders", "total") + ")"));
    }

    static Step addEnumValue() {
        return Step.of(
                "add-value",
                Phase.EXPAND,
                "Adds value 'sent' to enum state",
                RunSql.alone("ALTER TYPE state ADD VALUE 'sent'"),
                Rollback.impossible("PostgreSQL cannot remove a value from an enum"),
                Optional.of("SELECT EXISTS (SELECT FROM pg_enum WHERE enumlabel = 'sent')"));
    }

    private static String columnExists(String table, String column) {
        return "SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('" + table + "') AND attname = '"
                + column + "' AND NOT attisdropped)";
    }
}
