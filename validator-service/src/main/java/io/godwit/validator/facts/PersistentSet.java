package io.godwit.validator.facts;

import java.util.AbstractSet;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// A set that never changes, as [PersistentMap] is a map.
public final class PersistentSet<T extends Comparable<T>> extends AbstractSet<T> {
    private final PersistentMap<T, Boolean> elements;

    private PersistentSet(PersistentMap<T, Boolean> elements) {
        this.elements = elements;
    }

    public static <T extends Comparable<T>> PersistentSet<T> empty() {
        return new PersistentSet<T>(PersistentMap.<T, Boolean>empty());
    }

    public PersistentSet<T> with(T element) {
        return elements.containsKey(element) ? this : new PersistentSet<>(elements.with(element, true));
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return elements.containsKey(element);
    }

    @Override
    public Iterator<T> iterator() {
        return elements.keySet().iterator();
    }

    @Override
    public int size() {
        return elements.size();
    }
}
