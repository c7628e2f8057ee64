package io.godwit.postgres.proof;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is different between the catalog there should be and the one there is, in plain words. The order of columns
/// is no difference: PostgreSQL adds a column at the end only. Schemas and extensions that are there beyond the
/// expected ones are none either: others may use them.
public final class CatalogDifference {
    private static final int MOST = 20;

    private CatalogDifference() {}

    /// One sentence each; empty if they are the same. At most twenty.
    public static List<String> between(Catalog expected, Catalog actual) {
        List<String> differences = new ArrayList<>();
        compare(differences, "table", expected.tables(), actual.tables(), CatalogDifference::of);
        compare(differences, "enum", expected.enums(), actual.enums(), CatalogDifference::of);
        compare(differences, "", expected.objects(), actual.objects(), CatalogDifference::of);
        sets(differences, "schema", expected.schemas(), actual.schemas());
        sets(differences, "extension", expected.extensions(), actual.extensions());
        return differences.stream().limit(MOST).toList();
    }

    private interface Comparing<T> {
        Stream<String> differences(T expected, T actual);
    }

    private static <K extends Comparable<K>, T> void compare(
            List<String> differences, String what, Map<K, T> expected, Map<K, T> actual, Comparing<T> comparing) {
        Set<K> names = new TreeSet<>(expected.keySet());
        names.addAll(actual.keySet());
        for (K name : names) {
            T wanted = expected.get(name);
            T found = actual.get(name);
            String named = (what + " " + name).strip();
            if (found == null) {
                differences.add(named + " is missing");
            } else if (wanted == null) {
                differences.add(named + " should not be there");
            } else {
                comparing.differences(wanted, found).forEach(differences::add);
            }
        }
    }

    private static Stream<String> of(Table expected, Table actual) {
        List<String> differences = new ArrayList<>();
        String of = " of " + expected.name();
        compare(differences, "column" + of, columns(expected), columns(actual), (one, other) -> same(of, one, other));
        compare(
                differences,
                "constraint" + of,
                named(expected.constraints(), constraint -> constraint.name()),
                named(actual.constraints(), constraint -> constraint.name()),
                (one, other) -> same(of, one, other));
        compare(
                differences,
                "index" + of,
                named(expected.indexes(), index -> index.name()),
                named(actual.indexes(), index -> index.name()),
                (one, other) -> same(of, one, other));
        if (!expected.lineage().partitionKey().equals(actual.lineage().partitionKey())) {
            differences.add(expected.name() + " is partitioned differently");
        }
        return differences.stream();
    }

    private static Map<String, Column> columns(Table table) {
        return named(table.columns(), Column::name);
    }

    private static <T> Map<String, T> named(List<T> all, java.util.function.Function<T, String> name) {
        return all.stream().collect(Collectors.toMap(name, one -> one, (one, _) -> one, TreeMap::new));
    }

    private static Stream<String> same(String of, Object expected, Object actual) {
        return expected.equals(actual)
                ? Stream.empty()
                : Stream.of("expected" + of + " " + expected + ", found " + actual);
    }

    private static Stream<String> of(EnumType expected, EnumType actual) {
        return expected.labels().equals(actual.labels())
                ? Stream.empty()
                : Stream.of(
                        "the enum " + expected.name() + " has " + actual.labels() + " instead of " + expected.labels());
    }

    private static Stream<String> of(SchemaObject expected, SchemaObject actual) {
        return expected.sameAs(actual)
                ? Stream.empty()
                : Stream.of("the " + expected + " is " + actual.makes().getLast() + " instead of "
                        + expected.makes().getLast());
    }

    private static void sets(List<String> differences, String what, Set<String> expected, Set<String> actual) {
        expected.stream()
                .filter(name -> !actual.contains(name))
                .forEach(name -> differences.add("the " + what + " " + name + " is missing"));
    }
}
