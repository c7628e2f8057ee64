package io.godwit.model.diff;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Constraint.PrimaryKey;
import io.godwit.model.catalog.Constraint.Unique;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.KeyNames;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.PostgresNames;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.AddConstraint;
import io.godwit.model.change.SchemaChange.CreateIndex;
import io.godwit.model.change.SchemaChange.CreateTable;
import io.godwit.model.change.SchemaChange.DropConstraint;
import io.godwit.model.change.SchemaChange.DropIndex;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/// Keys and indexes are relations: no two of a schema have one name. Where a name PostgreSQL generates is another
/// table's already, as those of long tables that begin alike are, PostgreSQL puts a number behind its kind. So do the
/// changes; a name somebody chose stays, and PostgreSQL says that it is taken.
final class FreeNames {
    private static final int MOST_OF_ONE_NAME = 100;

    private final Map<ObjectName, ObjectName> owners = new HashMap<>();
    private final Set<ObjectName> given = new HashSet<>();

    private FreeNames(Catalog live) {
        live.tables().values().forEach(this::takes);
    }

    static List<SchemaChange> in(List<SchemaChange> changes, Catalog live) {
        FreeNames names = new FreeNames(live);
        return changes.stream().map(names::change).toList();
    }

    private SchemaChange change(SchemaChange wanted) {
        return switch (wanted) {
            case CreateTable(Table table) -> {
                owners.putIfAbsent(table.name(), table.name());
                yield new CreateTable(table.withConstraints(table.constraints().stream()
                                .map(constraint -> free(table.name(), constraint))
                                .toList())
                        .withIndexes(table.indexes().stream()
                                .map(index -> free(table.name(), index))
                                .toList()));
            }
            case AddConstraint(ObjectName table, Constraint constraint) ->
                new AddConstraint(table, free(table, constraint));
            case CreateIndex(ObjectName table, Index index) -> new CreateIndex(table, free(table, index));
            case DropConstraint(ObjectName table, Constraint constraint) -> {
                owners.remove(table.sibling(constraint.name()), table);
                yield wanted;
            }
            case DropIndex(ObjectName table, Index index) -> {
                owners.remove(table.sibling(index.name()), table);
                yield wanted;
            }
            case SchemaChange _ -> wanted;
        };
    }

    private void takes(Table table) {
        owners.put(table.name(), table.name());
        table.indexes().forEach(index -> owners.put(table.name().sibling(index.name()), table.name()));
        table.constraints().stream()
                .filter(FreeNames::isRelation)
                .forEach(constraint -> owners.put(table.name().sibling(constraint.name()), table.name()));
    }

    private static boolean isRelation(Constraint constraint) {
        return constraint instanceof PrimaryKey || constraint instanceof Unique;
    }

    private Constraint free(ObjectName table, Constraint constraint) {
        return switch (constraint) {
            case PrimaryKey key ->
                key.named(free(table, key.name(), number -> PostgresNames.of(table.name(), "", "pkey" + end(number))));
            case Unique key -> key.named(free(table, key.name(), key.columns(), "key"));
            case Constraint.ForeignKey _, Constraint.Check _, Constraint.Other _ -> constraint;
        };
    }

    private Index free(ObjectName table, Index index) {
        List<String> columns = KeyNames.of(index.keys());
        return index.named(free(table, index.name(), columns, index.name().matches(".*_key\\d*") ? "key" : "idx"));
    }

    private String free(ObjectName table, String name, List<String> columns, String kind) {
        String joined = String.join("_", columns);
        return free(table, name, number -> PostgresNames.of(table.name(), joined, kind + end(number)));
    }

    /// @param generated the name PostgreSQL generates at the so manieth try
    private String free(ObjectName table, String name, IntFunction<String> generated) {
        String chosen = name;
        int number = 0;
        while (number < MOST_OF_ONE_NAME && !name.equals(generated.apply(number))) {
            number++;
        }
        while (number < MOST_OF_ONE_NAME && isTaken(table, chosen)) {
            chosen = generated.apply(++number);
        }
        owners.putIfAbsent(table.sibling(chosen), table);
        given.add(table.sibling(chosen));
        return chosen;
    }

    /// By another table, or by an earlier change: what else has the name on this table is about to be replaced.
    private boolean isTaken(ObjectName table, String name) {
        return given.contains(table.sibling(name))
                || !owners.getOrDefault(table.sibling(name), table).equals(table);
    }

    private static String end(int number) {
        return number == 0 ? "" : String.valueOf(number);
    }
}
