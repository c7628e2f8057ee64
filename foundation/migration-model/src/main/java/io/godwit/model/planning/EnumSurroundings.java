package io.godwit.model.planning;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.ObjectOrder;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange.AddConstraint;
import io.godwit.model.change.SchemaChange.CreateIndex;
import io.godwit.model.change.SchemaChange.CreateObject;
import io.godwit.model.change.SchemaChange.CreateTable;
import io.godwit.model.change.SchemaChange.DropConstraint;
import io.godwit.model.change.SchemaChange.DropIndex;
import io.godwit.model.change.SchemaChange.DropObject;
import io.godwit.model.change.SchemaChange.ReplaceObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What names an enum's labels and keeps its columns from moving to another type: partial indexes and checks compare
/// with the old type's values. They go before the columns move and come back after.
///
/// @param removes in the order in which they run
/// @param makes   in the order in which they run
record EnumSurroundings(List<String> removes, List<String> makes) {

    /// Those there are when all other changes have been made.
    static EnumSurroundings afterAll(ObjectName type, Catalog live, WantedChanges wanted) {
        Stream<Owned> staying =
                of(type, live).filter(owned -> !wanted.dropsTable(owned.table()) && !gone(owned, wanted));
        Stream<Owned> fresh = Stream.of(
                        wanted.of(CreateIndex.class).map(create -> Owned.of(create.table(), create.index())),
                        wanted.of(AddConstraint.class).flatMap(add -> Owned.of(add.table(), add.constraint())),
                        wanted.of(CreateTable.class)
                                .flatMap(create -> create.table().constraints().stream()
                                        .flatMap(constraint ->
                                                Owned.of(create.table().name(), constraint))))
                .flatMap(all -> all)
                .filter(owned -> owned.mentions(type));
        List<Owned> all = Stream.concat(staying, fresh).distinct().toList();
        EnumSurroundings bare = collected(all.stream());
        Set<String> keys = all.stream().map(Owned::key).collect(Collectors.toSet());
        return new EnumSurroundings(
                bare.removes(),
                Stream.concat(bare.makes().stream(), comments(keys, live, wanted))
                        .toList());
    }

    /// What is said of what has these keys when all other changes have been made.
    private static Stream<String> comments(Set<String> keys, Catalog live, WantedChanges wanted) {
        Map<String, SchemaObject> objects = new TreeMap<>(live.objects());
        wanted.of(DropObject.class).forEach(drop -> objects.remove(drop.object().key()));
        wanted.of(ReplaceObject.class)
                .forEach(change -> objects.put(change.after().key(), change.after()));
        wanted.of(CreateObject.class)
                .forEach(create -> objects.put(create.object().key(), create.object()));
        return objects.values().stream()
                .filter(object -> object.kind() == ObjectKind.COMMENT)
                .filter(object -> object.uses().stream().anyMatch(keys::contains))
                .flatMap(object -> object.makes().stream());
    }

    /// Those there are now, views and other objects among them.
    static EnumSurroundings now(ObjectName type, Catalog live) {
        EnumSurroundings plain = collected(of(type, live));
        Set<String> keys = ObjectOrder.dependents(live.objects().values(), BrokenKeys.keysOf(type, live));
        List<String> remade = new ArrayList<>(keys(type, live));
        remade.add("type " + type.identity());
        keys.addAll(ObjectOrder.dependents(live.objects().values(), remade));
        List<SchemaObject> objects = ObjectOrder.withoutLabelsOfOthers(
                live.objects().values().stream()
                        .filter(object -> keys.contains(object.key()))
                        .toList(),
                remade);
        List<String> removes = new ArrayList<>();
        ObjectOrder.toRemove(objects).forEach(object -> removes.addAll(object.removes()));
        removes.addAll(plain.removes());
        List<String> makes = new ArrayList<>(plain.makes());
        ObjectOrder.toMake(objects).forEach(object -> makes.addAll(object.remakes()));
        return new EnumSurroundings(removes, makes);
    }

    /// Keys of the indexes and checks.
    private static List<String> keys(ObjectName type, Catalog live) {
        return of(type, live).map(Owned::key).toList();
    }

    private static boolean gone(Owned owned, WantedChanges wanted) {
        return Stream.concat(
                        wanted.of(DropIndex.class).map(drop -> Owned.of(drop.table(), drop.index())),
                        wanted.of(DropConstraint.class).flatMap(drop -> Owned.of(drop.table(), drop.constraint())))
                .anyMatch(owned::equals);
    }

    private static Stream<Owned> of(ObjectName type, Catalog catalog) {
        return catalog.tables().values().stream()
                .flatMap((Table table) -> Stream.concat(
                        table.indexes().stream().map(index -> Owned.of(table.name(), index)),
                        table.constraints().stream().flatMap(constraint -> Owned.of(table.name(), constraint))))
                .filter(owned -> owned.mentions(type));
    }

    private static EnumSurroundings collected(Stream<Owned> all) {
        List<Owned> owned = all.toList();
        return new EnumSurroundings(
                owned.stream().map(Owned::remove).toList(),
                owned.stream().map(Owned::make).toList());
    }

    /// An index or check of a table.
    private record Owned(ObjectName table, String key, String text, String remove, String make) {
        static Owned of(ObjectName table, Index index) {
            StringBuilder text = new StringBuilder(index.predicate().orElse(""));
            index.keys().forEach(key -> text.append(' ').append(key.expression().orElse("")));
            return new Owned(
                    table,
                    "index " + table.sibling(index.name()).identity(),
                    text.toString(),
                    Sql.dropIndex(table, index.name()),
                    Sql.createIndex(table, index));
        }

        /// Other constraints than checks do not compare with values.
        static Stream<Owned> of(ObjectName table, Constraint constraint) {
            return constraint instanceof Constraint.Check check
                    ? Stream.of(new Owned(
                            table,
                            "table constraint " + table.identityOfConstraint(check.name()),
                            check.expression(),
                            Sql.dropConstraint(table, check.name()),
                            Sql.addConstraint(table, check)))
                    : Stream.empty();
        }

        boolean mentions(ObjectName type) {
            return text.contains(DataType.of(type).sql());
        }
    }
}
