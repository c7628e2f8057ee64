package io.godwit.model.diff;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a database is not as the models of the base revision want it: somebody changed it by hand, or a migration was
/// not run. What the models never mentioned is none of it.
public final class Drift {
    private static final int MOST = 20;

    private Drift() {}

    /// One sentence for each table or column that differs; at most some twenty.
    public static List<String> between(Catalog models, Catalog live) {
        List<String> found = new ArrayList<>();
        for (Table table : models.tables().values()) {
            Optional<Table> there = live.table(table.name());
            if (there.isEmpty()) {
                found.add("Drift: the database has no table " + table.name()
                        + ", which the models wanted before the change already.");
                continue;
            }
            for (Column column : table.columns()) {
                there.get()
                        .column(column.name())
                        .map(real -> difference(column, real))
                        .orElse(Optional.of("is missing"))
                        .ifPresent(what -> found.add("Drift: the column " + table.name() + "." + column.name() + " "
                                + what + " in the database, other than the models wanted before the change."));
            }
        }
        if (found.size() <= MOST) {
            return found;
        }
        List<String> some = new ArrayList<>(found.subList(0, MOST));
        some.add("Drift: there are " + (found.size() - MOST) + " more such differences.");
        return some;
    }

    private static Optional<String> difference(Column wanted, Column real) {
        if (!wanted.type().equals(real.type())) {
            return Optional.of("is " + real.type() + " instead of " + wanted.type());
        }
        if (wanted.nullable() != real.nullable()) {
            return Optional.of(real.nullable() ? "may be empty" : "is required");
        }
        return Optional.empty();
    }
}
