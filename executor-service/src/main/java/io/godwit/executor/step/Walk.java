package io.godwit.executor.step;

import io.godwit.model.catalog.ObjectName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The order in which a table is gone over: along a key, or block by block where there is none. Always by range, never
/// by OFFSET: over a set that shrinks while it is worked on, an OFFSET skips rows.
sealed interface Walk permits KeyWalk, BlockWalk {
    /// A piece of the walk.
    ///
    /// @param end       where the next one begins, in PostgreSQL's text form
    /// @param condition which rows it covers, in SQL
    /// @param size      keys or blocks in it
    record Range(List<String> end, String condition, long size) {}

    /// @param from where to begin; empty for the beginning
    /// @param size rows to cover, about
    /// @return empty at the end of the table
    Optional<Range> next(Connection connection, List<String> from, int size) throws SQLException;

    /// What is walked: `rows` or `blocks`.
    String unit();

    /// How many there are, as estimated; not above 0 if unknown.
    long total(Connection connection) throws SQLException;

    /// What names a row, in SQL of type text.
    String rowName();

    /// @param keyColumns columns of a unique key without NULLs, in key order; empty if the table has none
    /// @throws SQLException if the table has no such column
    static Walk over(Connection connection, ObjectName table, List<String> keyColumns) throws SQLException {
        return keyColumns.isEmpty() ? BlockWalk.over(connection, table) : KeyWalk.over(connection, table, keyColumns);
    }
}
