package io.godwit.model.plan;

import io.godwit.model.catalog.ObjectName;
import java.util.List;

/// What a step does.
public sealed interface Action {

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
    record Backfill(ObjectName table, List<String> keyColumns, String assignments, String condition, int batchRows)
            implements Action {
        public Backfill {
            keyColumns = List.copyOf(keyColumns);
            if (batchRows < 1) {
                throw new IllegalArgumentException("a batch has at least one row, not " + batchRows);
            }
        }
    }
}
