package io.godwit.benchmarks.pattern;

/// The names an application knows the loaded table by.
///
/// @param column the one it reads and writes
/// @param totals whether it reads the materialized view over the table, too
record Code(String table, String column, boolean totals) {
    /// Changes one row, by its `id`.
    String change() {
        return "UPDATE %1$s SET %2$s = %2$s + 1 WHERE id = ?".formatted(table, column);
    }

    /// Reads one row, by its `id`.
    String read() {
        return totals
                ? "SELECT notes FROM totals WHERE region = ? % 100"
                : "SELECT %2$s, region FROM %1$s WHERE id = ?".formatted(table, column);
    }
}
