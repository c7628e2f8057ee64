package io.godwit.analyzer.typeorm;

import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Constraint.PrimaryKey;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.List;

/// One table that two entities name, each with the columns it cares for. TypeORM itself would drop, for each of them,
/// what only the other has; a table with what both need serves both.
final class SharedTable {
    private SharedTable() {}

    /// What either says, the first one's word where they differ.
    static Table of(Table first, Table second) {
        List<Column> columns = new ArrayList<>(first.columns());
        second.columns().stream()
                .filter(column -> first.column(column.name()).isEmpty())
                .forEach(columns::add);
        List<Constraint> constraints = new ArrayList<>(first.constraints());
        second.constraints().stream()
                .filter(constraint -> first.constraint(constraint.name()).isEmpty())
                .filter(constraint -> !(constraint instanceof PrimaryKey)
                        || first.primaryKey().isEmpty())
                .forEach(constraints::add);
        List<Index> indexes = new ArrayList<>(first.indexes());
        second.indexes().stream()
                .filter(index -> first.index(index.name()).isEmpty())
                .forEach(indexes::add);
        return first.withColumns(columns).withConstraints(constraints).withIndexes(indexes);
    }
}
