package io.godwit.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/// A set that stays as it is and of which ever larger ones are made, element by element: what the statements of a
/// script
/// have made, locked or filled so far. A script of 100,000 statements makes as many of them, so those that follow each
/// other share their elements, and adding one costs the same however many there are. In the order in which they came.
///
/// Not for several threads.
public final class GrowingSet<T> {
    /// With the place of each. Those from the size on came later, and are another set's.
    private final LinkedHashMap<T, Integer> places;

    private final int size;

    private GrowingSet(LinkedHashMap<T, Integer> places, int size) {
        this.places = places;
        this.size = size;
    }

    public static <T> GrowingSet<T> empty() {
        return new GrowingSet<>(new LinkedHashMap<>(), 0);
    }

    /// These and one more.
    public GrowingSet<T> and(T other) {
        return and(List.of(other));
    }

    /// These and others.
    public GrowingSet<T> and(Collection<T> others) {
        if (others.stream().allMatch(this::contains)) {
            return this;
        }
        LinkedHashMap<T, Integer> more = places.size() == size ? places : copied();
        others.forEach(element -> more.putIfAbsent(element, more.size()));
        return new GrowingSet<>(more, more.size());
    }

    private LinkedHashMap<T, Integer> copied() {
        LinkedHashMap<T, Integer> own = new LinkedHashMap<>();
        places.forEach((element, place) -> {
            if (place < size) {
                own.put(element, place);
            }
        });
        return own;
    }

    public boolean contains(T element) {
        Integer place = places.get(element);
        return place != null && place < size;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /// The first of them, as many as there are of so many.
    public List<T> first(int many) {
        return places.keySet().stream().limit(Math.min(size, many)).toList();
    }
}
