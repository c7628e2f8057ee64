package io.godwit.validator.effect;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.ExpectedLock;
import io.godwit.model.plan.LockMode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a statement does to relations that exist before the plan.
///
/// @param locks     the strongest lock on each table
/// @param rewritten tables whose file is written anew
/// @param scanned   tables read whole
/// @param indexed   tables on which an index is built
public record Effect(
        SortedMap<ObjectName, LockMode> locks,
        Set<ObjectName> rewritten,
        Set<ObjectName> scanned,
        Set<ObjectName> indexed) {
    public Effect {
        locks = Collections.unmodifiableSortedMap(new TreeMap<>(locks));
        rewritten = Set.copyOf(rewritten);
        scanned = Set.copyOf(scanned);
        indexed = Set.copyOf(indexed);
    }

    public static Effect none() {
        return new Effect(new TreeMap<>(), Set.of(), Set.of(), Set.of());
    }

    public static Effect lock(ObjectName table, LockMode mode) {
        return new Effect(new TreeMap<>(Map.of(table, mode)), Set.of(), Set.of(), Set.of());
    }

    public Effect rewriting(ObjectName table) {
        return and(new Effect(new TreeMap<>(), Set.of(table), Set.of(), Set.of()));
    }

    public Effect scanning(ObjectName table) {
        return and(new Effect(new TreeMap<>(), Set.of(), Set.of(table), Set.of()));
    }

    public Effect indexing(ObjectName table) {
        return and(new Effect(new TreeMap<>(), Set.of(), Set.of(), Set.of(table)));
    }

    /// Both effects in one transaction: the stronger lock counts.
    public Effect and(Effect other) {
        TreeMap<ObjectName, LockMode> all = new TreeMap<>(locks);
        other.locks.forEach((table, mode) -> all.merge(table, mode, Effect::stronger));
        return new Effect(
                all, union(rewritten, other.rewritten), union(scanned, other.scanned), union(indexed, other.indexed));
    }

    /// The effect on the given tables only.
    public Effect on(Set<ObjectName> tables) {
        TreeMap<ObjectName, LockMode> kept = new TreeMap<>(locks);
        kept.keySet().retainAll(tables);
        return new Effect(kept, both(rewritten, tables), both(scanned, tables), both(indexed, tables));
    }

    /// Whether the table is read or written whole while the statement runs.
    public boolean takesLong(ObjectName table) {
        return rewritten.contains(table) || scanned.contains(table) || indexed.contains(table);
    }

    public List<ExpectedLock> expectedLocks() {
        return locks.entrySet().stream()
                .map(lock -> new ExpectedLock(lock.getKey(), lock.getValue()))
                .toList();
    }

    private static LockMode stronger(LockMode one, LockMode other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Set<ObjectName> union(Set<ObjectName> one, Set<ObjectName> other) {
        Set<ObjectName> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    private static Set<ObjectName> both(Set<ObjectName> one, Set<ObjectName> other) {
        Set<ObjectName> kept = new TreeSet<>(one);
        kept.retainAll(other);
        return kept;
    }
}
