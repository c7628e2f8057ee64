package io.godwit.analyzer.model;

import io.godwit.model.catalog.Catalog;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Puts catalogs together.
final class Catalogs {
    private Catalogs() {}

    static Catalog union(Catalog one, Catalog other) {
        return new Catalog(
                union(one.schemas(), other.schemas()),
                union(one.extensions(), other.extensions()),
                union(one.tables(), other.tables()),
                union(one.enums(), other.enums()),
                union(one.others(), other.others()),
                union(one.objects(), other.objects()));
    }

    static <T> List<T> concatenated(Collection<T> one, Collection<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    static <T> Set<T> union(Set<T> one, Set<T> other) {
        Set<T> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    private static SortedSet<String> union(SortedSet<String> one, SortedSet<String> other) {
        return new TreeSet<>(concatenated(one, other));
    }

    private static <K extends Comparable<K>, V> SortedMap<K, V> union(SortedMap<K, V> one, SortedMap<K, V> other) {
        SortedMap<K, V> all = new TreeMap<>(one);
        all.putAll(other);
        return all;
    }
}
