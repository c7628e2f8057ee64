package io.godwit.postgres.copy;

/// A table whose rows are copied.
///
/// @param name    quoted and qualified
/// @param columns the stored columns, quoted, separated by commas; empty for a table without columns
/// @param binary  whether every column's type can travel in PostgreSQL's binary form and means the same elsewhere
/// @param bytes   size with indexes
record SourceTable(String name, String columns, boolean binary, long bytes) {

    String copyOut() {
        return "COPY " + name + columnList() + " TO STDOUT (FORMAT " + form() + ")";
    }

    /// FREEZE spares the copy a later VACUUM; it is allowed because the table was emptied in the same transaction.
    String copyIn() {
        return "COPY " + name + columnList() + " FROM STDIN (FORMAT " + form() + ", FREEZE)";
    }

    private String columnList() {
        return columns.isEmpty() ? "" : " (" + columns + ")";
    }

    private String form() {
        return binary ? "binary" : "text";
    }
}
