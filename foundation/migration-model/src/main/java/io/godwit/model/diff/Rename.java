package io.godwit.model.diff;

import io.godwit.model.catalog.ObjectName;

/// What is the same under another name.
public sealed interface Rename {

    /// A table that keeps its schema.
    record OfTable(ObjectName before, ObjectName after) implements Rename {}

    /// A column.
    ///
    /// @param table the table's name after all renames
    record OfColumn(ObjectName table, String before, String after) implements Rename {}
}
