package io.godwit.cli.plan;

import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.planning.LiveTables;
import io.godwit.model.planning.RowsSay;
import java.util.List;

/// Rows of a database that stands for another: where it has some, they are taken for the other's; an empty table says
/// nothing.
record ScratchRows(LiveTables scratch) implements LiveTables {
    @Override
    public boolean knows(ObjectName table) {
        return scratch.hasRows(table);
    }

    @Override
    public boolean hasRows(ObjectName table) {
        return scratch.hasRows(table);
    }

    @Override
    public boolean hasNulls(ObjectName table, String column) {
        return scratch.hasNulls(table, column);
    }

    @Override
    public boolean holdsAny(ObjectName table, String column, List<String> labels) {
        return scratch.holdsAny(table, column, labels);
    }

    @Override
    public boolean hasDuplicates(ObjectName table, Index key) {
        return scratch.hasDuplicates(table, key);
    }

    @Override
    public boolean hasOrphans(ObjectName table, Constraint.ForeignKey key) {
        return scratch.hasOrphans(table, key);
    }

    @Override
    public boolean holdsMore(ObjectName table, String column, String expression) {
        return scratch.holdsMore(table, column, expression);
    }

    @Override
    public RowsSay fulfil(ObjectName table, String condition) {
        return scratch.fulfil(table, condition);
    }

    @Override
    public boolean refuses(ObjectName table, String expression) {
        return scratch.refuses(table, expression);
    }
}
