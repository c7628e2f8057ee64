package io.godwit.analyzer.query;

import io.godwit.model.catalog.ObjectName;
import java.util.List;

/// What one use of a column says of its type.
sealed interface TypeHint {

    /// In words, to go behind "because".
    String why();

    /// @param type in the catalog's form
    record OfType(String type, Strength strength, String why) implements TypeHint {}

    /// The same type as another column, of one of these tables.
    record LikeColumn(List<ObjectName> tables, String column, String why) implements TypeHint {
        public LikeColumn {
            tables = List.copyOf(tables);
        }
    }

    /// How much a hint says, most first.
    enum Strength {
        STRONG,
        FAIR,
        WEAK
    }
}
