package io.godwit.analyzer.query;

import io.godwit.model.catalog.ObjectName;
import java.util.List;

/// What a query needs of the database.
sealed interface Use {

    record TableUse(ObjectName table) implements Use {}

    /// @param tables those it may be of; more than one for a name without qualifier
    /// @param around tables of the queries around, of which it may be instead
    /// @param open   whether something in the query has columns that are not known, of which it may be as well
    /// @param hints  what its use says of its type
    record ColumnUse(
            List<ObjectName> tables, List<ObjectName> around, boolean open, String column, List<TypeHint> hints)
            implements Use {
        public ColumnUse {
            tables = List.copyOf(tables);
            around = List.copyOf(around);
            hints = List.copyOf(hints);
        }
    }

    /// `ON CONFLICT (columns)`.
    record ConflictTarget(ObjectName table, List<String> columns) implements Use {
        public ConflictTarget {
            columns = List.copyOf(columns);
        }
    }

    /// A condition that picks rows of a table by a column.
    ///
    /// @param tables as in [ColumnUse]
    record Filter(List<ObjectName> tables, String column, Kind kind) implements Use {
        enum Kind {
            EQUALITY,
            RANGE,
            JOIN,
            ORDER
        }

        public Filter {
            tables = List.copyOf(tables);
        }
    }
}
