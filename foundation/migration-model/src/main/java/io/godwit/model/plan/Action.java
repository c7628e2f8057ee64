package io.godwit.model.plan;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import java.util.List;
import java.util.Optional;

/// What a step does.
public sealed interface Action {

    /// The action as statements that one could run by hand, in order and each without a closing semicolon: a backfill
    /// as one update, rows that go as one delete, a comparison as a block that raises an error. Waiting is no
    /// statement.
    default List<String> statements() {
        return switch (this) {
            case RunSql run -> run.statements();
            case BuildIndexConcurrently build -> List.of(build.statement());
            case Backfill fill ->
                List.of("UPDATE " + fill.table().sql() + " SET " + fill.assignments() + " WHERE " + fill.condition());
            case DeleteRows delete -> List.of("DELETE FROM " + delete.table().sql() + " WHERE " + delete.condition());
            case Compare compare -> List.of(compare.assertion());
            case AwaitQuiet _ -> List.of();
        };
    }

    /// Whether the statements share a transaction.
    default TransactionMode transaction() {
        return switch (this) {
            case RunSql run -> run.transaction();
            case BuildIndexConcurrently _ -> TransactionMode.NONE;
            case Backfill _, DeleteRows _, Compare _, AwaitQuiet _ -> TransactionMode.TOGETHER;
        };
    }

    /// Runs statements in order, each without a closing semicolon.
    record RunSql(List<String> statements, TransactionMode transaction) implements Action {
        public RunSql {
            statements = List.copyOf(statements);
            if (statements.isEmpty()) {
                throw new IllegalArgumentException("a step runs at least one statement");
            }
        }

        public static RunSql together(String... statements) {
            return new RunSql(List.of(statements), TransactionMode.TOGETHER);
        }

        public static RunSql alone(String statement) {
            return new RunSql(List.of(statement), TransactionMode.NONE);
        }
    }

    /// Builds an index without blocking writers. An invalid leftover of an earlier attempt is dropped first; success is
    /// read from the catalog.
    ///
    /// @param statement the whole CREATE INDEX CONCURRENTLY statement
    record BuildIndexConcurrently(ObjectName index, String statement) implements Action {}

    /// Gives existing rows a value, batch by batch, each batch its own transaction with its cursor.
    ///
    /// @param keyColumns  columns of a unique key without NULLs, in key order; empty if the table has none
    /// @param assignments the SET list of the update, in SQL
    /// @param condition   which rows still need it, in SQL; a row updated once no longer fulfils it
    /// @param batchRows   rows of the first batch; the executor adapts it
    /// @param passes      how often the table is gone over
    record Backfill(
            ObjectName table,
            List<String> keyColumns,
            String assignments,
            String condition,
            int batchRows,
            Passes passes)
            implements Action {
        /// How often a backfill goes over its table.
        public enum Passes {
            /// While rows fulfil the condition: those that came in behind the first pass are found by another.
            UNTIL_NONE_IS_LEFT,
            /// Each row is written at most once, as one UPDATE would: what the application writes to it
            /// afterwards stays, and updated rows may fulfil the condition still.
            ONCE
        }

        public Backfill(
                ObjectName table, List<String> keyColumns, String assignments, String condition, int batchRows) {
            this(table, keyColumns, assignments, condition, batchRows, Passes.UNTIL_NONE_IS_LEFT);
        }

        public Backfill {
            keyColumns = List.copyOf(keyColumns);
            if (batchRows < 1) {
                throw new IllegalArgumentException("a batch has at least one row, not " + batchRows);
            }
        }
    }

    /// Deletes rows, batch by batch, each batch its own transaction with its cursor. The table is gone over once: a row
    /// that fulfils the condition only after its batch stays, as it would after one DELETE.
    ///
    /// @param keyColumns columns of a unique key without NULLs, in key order
    /// @param condition  which rows go, in SQL
    /// @param batchRows  rows of the first batch; the executor adapts it
    record DeleteRows(ObjectName table, List<String> keyColumns, String condition, int batchRows) implements Action {
        public DeleteRows {
            keyColumns = List.copyOf(keyColumns);
            if (keyColumns.isEmpty() || batchRows < 1) {
                throw new IllegalArgumentException("rows go along a key, at least one at a time");
            }
        }
    }

    /// Compares the old with the new, range by range, and stops the migration if they disagree anywhere. Changes
    /// nothing.
    ///
    /// @param keyColumns   columns of a unique key without NULLs, in key order; empty if the table has none
    /// @param disagreement which rows are wrong, in SQL over the table's columns; NULL counts as right, so it is
    /// written with IS DISTINCT FROM
    record Compare(ObjectName table, List<String> keyColumns, String disagreement) implements Action {
        public Compare {
            keyColumns = List.copyOf(keyColumns);
        }

        private String assertion() {
            String tag = disagreement.contains("$godwit$")
                    ? "$godwit_" + Integer.toHexString(disagreement.hashCode()) + "$"
                    : "$godwit$";
            return "DO " + tag + " BEGIN IF EXISTS (SELECT FROM " + table.sql() + " WHERE " + disagreement
                    + ") THEN RAISE EXCEPTION "
                    + SqlName.literal("rows of " + table + " differ between the old and the new form")
                    + "; END IF; END " + tag;
        }
    }

    /// Waits until nobody has used the named old things for as long as the executor's policy says. What is kept up to
    /// date meanwhile (a trigger back to the old form) still allows a way back without loss. Changes nothing.
    ///
    /// @param unused what must not be used; if empty, only the time passes
    record AwaitQuiet(List<UsedName> unused) implements Action {
        public AwaitQuiet {
            unused = List.copyOf(unused);
        }
    }

    /// A relation or one of its columns, as queries name it.
    ///
    /// @param column empty for the whole relation
    record UsedName(ObjectName relation, Optional<String> column) {
        @Override
        public String toString() {
            return relation + column.map(name -> "." + name).orElse("");
        }
    }
}
