package io.godwit.model.planning;

import io.godwit.model.catalog.ObjectName;
import java.util.List;

/// What the planner has to know about rows. Asked only where the answer decides something.
public interface LiveTables {

    /// Whether the table has any row.
    boolean hasRows(ObjectName table);

    /// Whether any row has NULL in the column.
    boolean hasNulls(ObjectName table, String column);

    /// Whether any row of the column, an enum's or an array of one, holds one of the labels.
    boolean holdsAny(ObjectName table, String column, List<String> labels);

    /// Tables without a row.
    static LiveTables empty() {
        return new LiveTables() {
            @Override
            public boolean hasRows(ObjectName table) {
                return false;
            }

            @Override
            public boolean hasNulls(ObjectName table, String column) {
                return false;
            }

            @Override
            public boolean holdsAny(ObjectName table, String column, List<String> labels) {
                return false;
            }
        };
    }
}
