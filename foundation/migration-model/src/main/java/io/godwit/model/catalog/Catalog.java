package io.godwit.model.catalog;

import io.godwit.model.ContentHash;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A database's schema as a value: what Godwit takes apart of it. Two catalogs that are equal have the same tables,
/// columns, constraints, indexes and enums.
///
/// Everything else a database may hold (views, functions, triggers, policies, ...) is in `others`, so that it is seen
/// to be there, and to have changed.
///
/// @param schemas    names of the schemas, PostgreSQL's own left out
/// @param extensions names of the installed extensions, `plpgsql` left out
/// @param tables     by name
/// @param enums      by name
/// @param others     kind, name and definition of each further object, one line each
/// @param objects    those of the further objects that can be made anew, by their keys
public record Catalog(
        SortedSet<String> schemas,
        SortedSet<String> extensions,
        SortedMap<ObjectName, Table> tables,
        SortedMap<ObjectName, EnumType> enums,
        SortedSet<String> others,
        SortedMap<String, SchemaObject> objects) {
    public Catalog {
        schemas = Collections.unmodifiableSortedSet(new TreeSet<>(schemas));
        extensions = Collections.unmodifiableSortedSet(new TreeSet<>(extensions));
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
        enums = Collections.unmodifiableSortedMap(new TreeMap<>(enums));
        others = Collections.unmodifiableSortedSet(new TreeSet<>(others));
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    }

    /// A catalog whose further objects are only listed.
    public Catalog(
            SortedSet<String> schemas,
            SortedSet<String> extensions,
            SortedMap<ObjectName, Table> tables,
            SortedMap<ObjectName, EnumType> enums,
            SortedSet<String> others) {
        this(schemas, extensions, tables, enums, others, new TreeMap<>());
    }

    public static Catalog of(
            Set<String> schemas, Set<String> extensions, Collection<Table> tables, Collection<EnumType> enums) {
        return of(schemas, extensions, tables, enums, Set.of());
    }

    public static Catalog of(
            Set<String> schemas,
            Set<String> extensions,
            Collection<Table> tables,
            Collection<EnumType> enums,
            Set<String> others) {
        return new Catalog(
                new TreeSet<>(schemas),
                new TreeSet<>(extensions),
                byName(tables, Table::name),
                byName(enums, EnumType::name),
                new TreeSet<>(others));
    }

    public Catalog withObjects(Collection<SchemaObject> further) {
        SortedMap<String, SchemaObject> byKey = new TreeMap<>();
        further.forEach(object -> byKey.put(object.key(), object));
        return new Catalog(schemas, extensions, tables, enums, others, byKey);
    }

    public static Catalog empty() {
        return of(Set.of(), Set.of(), Set.of(), Set.of());
    }

    public Optional<Table> table(ObjectName name) {
        return Optional.ofNullable(tables.get(name));
    }

    public Optional<EnumType> enumType(ObjectName name) {
        return Optional.ofNullable(enums.get(name));
    }

    /// Hash of the whole catalog. A plan carries the hash of the catalog it was made for. The order of a table's
    /// columns counts, as it does for `SELECT *`.
    public ContentHash hash() {
        return ContentHash.of(schemas + "\n" + extensions + "\n" + lines(tables) + "\n" + lines(enums) + "\n" + others);
    }

    private static String lines(Map<ObjectName, ?> objects) {
        return objects.values().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    private static <T> SortedMap<ObjectName, T> byName(Collection<T> objects, Function<T, ObjectName> name) {
        SortedMap<ObjectName, T> byName = new TreeMap<>();
        objects.forEach(object -> byName.put(name.apply(object), object));
        return byName;
    }
}
