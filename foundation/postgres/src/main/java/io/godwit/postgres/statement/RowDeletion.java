package io.godwit.postgres.statement;

import io.godwit.model.catalog.ObjectName;
import java.util.Optional;
import java.util.Set;

/// A DELETE taken apart, as far as it is one that could be run range by range: it reads nothing but the row it deletes,
/// and perhaps other tables in sub-queries. Columns are named by themselves or by the table's bare name.
///
/// @param only      written `ONLY`: without partitions and children
/// @param condition which rows; empty for all
/// @param obstacle  why it is not such a DELETE, in words
public record RowDeletion(ObjectName table, boolean only, Optional<String> condition, Optional<String> obstacle) {

    /// Reads one DELETE.
    ///
    /// @return empty for anything else
    public static Optional<RowDeletion> of(String text, String defaultSchema) {
        try {
            Cursor cursor = new Cursor(text, Lexer.tokens(text), defaultSchema);
            return cursor.takes("delete", "from") ? Optional.of(read(cursor)) : Optional.empty();
        } catch (SyntaxProblem notUnderstood) {
            return Optional.empty();
        }
    }

    private static RowDeletion read(Cursor cursor) {
        boolean only = cursor.takes("only");
        ObjectName table = cursor.objectName();
        cursor.takes("*");
        boolean clause = cursor.sees("where") || cursor.sees("using") || cursor.sees("returning");
        Optional<String> alias =
                cursor.takes("as") || !clause && !cursor.atEnd() ? Optional.of(cursor.name()) : Optional.empty();
        if (cursor.takes("using")) {
            return new RowDeletion(
                    table,
                    only,
                    Optional.empty(),
                    Optional.of("it names other tables by USING: EXISTS with a sub-query says the same"));
        }
        Optional<String> condition = Optional.empty();
        if (cursor.takes("where")) {
            if (cursor.sees("current", "of")) {
                return new RowDeletion(table, only, Optional.empty(), Optional.of("it deletes the row of a cursor"));
            }
            condition = Optional.of(RowUpdate.inRow(cursor.textUntil(Set.of("returning")), table, alias));
        }
        return new RowDeletion(
                table, only, condition, cursor.atEnd() ? Optional.empty() : Optional.of("it returns rows"));
    }
}
