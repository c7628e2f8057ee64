package io.godwit.model.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which object depends on which.
public final class ObjectOrder {
    private static final Comparator<SchemaObject> USUAL =
            Comparator.comparing(SchemaObject::kind).thenComparing(SchemaObject::identity);

    private ObjectOrder() {}

    /// The order in which the objects can be made: what is used comes first. Those that use each other come last, in
    /// the usual order of their kinds.
    public static List<SchemaObject> toMake(Collection<SchemaObject> objects) {
        List<SchemaObject> waiting =
                new ArrayList<>(objects.stream().sorted(USUAL).toList());
        Set<String> missing = new HashSet<>();
        waiting.forEach(object -> missing.add(object.key()));
        List<SchemaObject> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            SchemaObject next = waiting.stream()
                    .filter(object -> object.uses().stream()
                            .noneMatch(used -> missing.contains(used) && !used.equals(object.key())))
                    .findFirst()
                    .orElse(waiting.getFirst());
            waiting.remove(next);
            missing.remove(next.key());
            ordered.add(next);
        }
        return ordered;
    }

    /// The order in which they can be taken away.
    public static List<SchemaObject> toRemove(Collection<SchemaObject> objects) {
        return toMake(objects).reversed();
    }

    /// Those that are made and taken away together: a comment on something that stays where it is stays too.
    ///
    /// @param further keys of what is made anew with them
    public static List<SchemaObject> withoutLabelsOfOthers(
            Collection<SchemaObject> objects, Collection<String> further) {
        Set<String> keys = new HashSet<>(further);
        objects.stream().filter(object -> !object.isLabel()).forEach(object -> keys.add(object.key()));
        return objects.stream()
                .filter(object -> !object.isLabel() || object.uses().stream().anyMatch(keys::contains))
                .toList();
    }

    /// The objects that depend on any of the keys, on whatever way.
    public static Set<String> dependents(Collection<SchemaObject> all, Collection<String> keys) {
        Set<String> reached = new TreeSet<>();
        Set<String> from = new HashSet<>(keys);
        boolean grew = !from.isEmpty();
        while (grew) {
            grew = false;
            for (SchemaObject object : all) {
                if (!reached.contains(object.key()) && object.uses().stream().anyMatch(from::contains)) {
                    reached.add(object.key());
                    from.add(object.key());
                    grew = true;
                }
            }
        }
        return reached;
    }

    /// The objects that any of the given ones uses, on whatever way, among `all`.
    public static Set<String> used(Collection<SchemaObject> all, Collection<SchemaObject> by) {
        Set<String> reached = new TreeSet<>();
        Map<String, SchemaObject> known = new HashMap<>();
        all.forEach(object -> known.put(object.key(), object));
        List<SchemaObject> open = new ArrayList<>(by);
        while (!open.isEmpty()) {
            for (String key : open.removeLast().uses()) {
                if (known.containsKey(key) && reached.add(key)) {
                    open.add(known.get(key));
                }
            }
        }
        return reached;
    }
}
