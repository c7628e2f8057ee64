package io.godwit.model.planning;

import io.godwit.model.catalog.ObjectName;
import java.util.List;

/// Tables that have rows, without NULLs and without labels.
///
/// @param said the answer about every condition
record FilledTables(RowsSay said) implements LiveTables {
    @Override
    public boolean hasRows(ObjectName table) {
        return true;
    }

    @Override
    public boolean hasNulls(ObjectName table, String column) {
        return false;
    }

    @Override
    public boolean holdsAny(ObjectName table, String column, List<String> labels) {
        return false;
    }

    @Override
    public RowsSay fulfil(ObjectName table, String condition) {
        return said;
    }
}
