package io.godwit.cli.diff;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.planning.LiveTables;
import java.util.List;
import java.util.Optional;

/// Rows of a database of which only the schema is known: there may be some, with NULLs where they may be.
final class FilledRows implements LiveTables {
    @Override
    public boolean hasRows(ObjectName table) {
        return false;
    }

    @Override
    public boolean hasNulls(ObjectName table, String column) {
        return true;
    }

    @Override
    public boolean holdsAny(ObjectName table, String column, List<String> labels) {
        return false;
    }

    @Override
    public Optional<String> instead(ObjectName type, String removed, List<String> kept) {
        return kept.stream().findFirst();
    }
}
