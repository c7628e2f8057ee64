package io.godwit.analyzer.query;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What queries may use: all that the database has, and all that the models say.
public final class KnownSchema {
    private KnownSchema() {}

    public static Catalog of(Catalog live, Catalog models) {
        TreeMap<ObjectName, Table> tables = new TreeMap<>(live.tables());
        models.tables().values().forEach(table -> tables.merge(table.name(), table, KnownSchema::both));
        return new Catalog(live.schemas(), live.extensions(), tables, live.enums(), live.others(), live.objects());
    }

    private static Table both(Table live, Table model) {
        List<Column> columns = new ArrayList<>(live.columns());
        model.columns().stream()
                .filter(column -> live.column(column.name()).isEmpty())
                .forEach(columns::add);
        List<Constraint> constraints = new ArrayList<>(live.constraints());
        model.constraints().stream()
                .filter(constraint -> live.constraint(constraint.name()).isEmpty())
                .forEach(constraints::add);
        List<Index> indexes = new ArrayList<>(live.indexes());
        model.indexes().stream()
                .filter(index -> live.index(index.name()).isEmpty())
                .forEach(indexes::add);
        return new Table(live.name(), columns, constraints, indexes);
    }
}
