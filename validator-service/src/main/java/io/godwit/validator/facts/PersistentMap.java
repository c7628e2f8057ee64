package io.godwit.validator.facts;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A sorted map that never changes: with one entry more or less it is another, which shares all but a path. So a script
/// of many thousand statements can keep what is known before each of them.
///
/// A treap, with a key's hash for its priority: no order of the keys makes it deep.
public final class PersistentMap<K extends Comparable<K>, V> extends AbstractMap<K, V> {
    private static final int MIX = 0x9E3779B9;

    private final @Nullable Node<K, V> root;
    private final int size;

    private record Node<K, V>(
            K key,
            V value,
            int priority,
            @Nullable Node<K, V> left,
            @Nullable Node<K, V> right) {
        Node<K, V> between(@Nullable Node<K, V> newLeft, @Nullable Node<K, V> newRight) {
            return new Node<>(key, value, priority, newLeft, newRight);
        }
    }

    private PersistentMap(@Nullable Node<K, V> root, int size) {
        this.root = root;
        this.size = size;
    }

    public static <K extends Comparable<K>, V> PersistentMap<K, V> empty() {
        return new PersistentMap<>(null, 0);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    /// Null if the key is not there.
    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V get(@Nullable Object key) {
        Node<K, V> at = root;
        while (at != null && key != null) {
            int order = ((K) key).compareTo(at.key());
            if (order == 0) {
                return at.value();
            }
            at = order < 0 ? at.left() : at.right();
        }
        return null;
    }

    /// With the entry, in place of one of that key.
    public PersistentMap<K, V> with(K key, V value) {
        boolean more = !containsKey(key);
        return new PersistentMap<>(
                put(root, new Node<>(key, value, key.hashCode() * MIX, null, null)), more ? size + 1 : size);
    }

    /// Without the entry; itself if there is none.
    public PersistentMap<K, V> without(K key) {
        return containsKey(key) ? new PersistentMap<>(remove(root, key), size - 1) : this;
    }

    private static <K extends Comparable<K>, V> Node<K, V> put(@Nullable Node<K, V> at, Node<K, V> entry) {
        if (at == null) {
            return entry;
        }
        int order = entry.key().compareTo(at.key());
        if (order == 0) {
            return new Node<>(entry.key(), entry.value(), at.priority(), at.left(), at.right());
        }
        if (order < 0) {
            Node<K, V> left = put(at.left(), entry);
            return left.priority() > at.priority()
                    ? left.between(left.left(), at.between(left.right(), at.right()))
                    : at.between(left, at.right());
        }
        Node<K, V> right = put(at.right(), entry);
        return right.priority() > at.priority()
                ? right.between(at.between(at.left(), right.left()), right.right())
                : at.between(at.left(), right);
    }

    private static <K extends Comparable<K>, V> @Nullable Node<K, V> remove(@Nullable Node<K, V> at, K key) {
        if (at == null) {
            return null;
        }
        int order = key.compareTo(at.key());
        if (order < 0) {
            return at.between(remove(at.left(), key), at.right());
        }
        return order > 0 ? at.between(at.left(), remove(at.right(), key)) : joined(at.left(), at.right());
    }

    private static <K, V> @Nullable Node<K, V> joined(@Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return left.priority() >= right.priority()
                ? left.between(left.left(), joined(left.right(), right))
                : right.between(joined(left, right.left()), right.right());
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<K, V>> iterator() {
                return new InOrder<>(root);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    private static final class InOrder<K, V> implements Iterator<Map.Entry<K, V>> {
        private final Deque<Node<K, V>> path = new ArrayDeque<>();

        InOrder(@Nullable Node<K, V> root) {
            descend(root);
        }

        private void descend(@Nullable Node<K, V> from) {
            for (Node<K, V> at = from; at != null; at = at.left()) {
                path.push(at);
            }
        }

        @Override
        public boolean hasNext() {
            return !path.isEmpty();
        }

        @Override
        public Map.Entry<K, V> next() {
            if (path.isEmpty()) {
                throw new NoSuchElementException();
            }
            Node<K, V> next = path.pop();
            descend(next.right());
            return Map.entry(next.key(), next.value());
        }
    }
}
