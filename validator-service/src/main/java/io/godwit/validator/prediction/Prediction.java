package io.godwit.validator.prediction;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.ExpectedLock;
import io.godwit.model.plan.LockMode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a statement does, or was seen to do.
///
/// @param locks     the strongest lock on each relation, held to the end of its transaction
/// @param rewritten tables and materialized views whose file is written anew
/// @param scanned   those read whole
/// @param rebuilt   indexes that exist and are built again
/// @param error     why PostgreSQL refuses the statement; then nothing else is said
/// @param unknown   what could not be told, in plain words
public record Prediction(
        SortedMap<LockedRelation, LockMode> locks,
        SortedSet<LockedRelation> rewritten,
        SortedSet<LockedRelation> scanned,
        SortedSet<LockedRelation> rebuilt,
        Optional<String> error,
        List<String> unknown) {
    public Prediction {
        locks = Collections.unmodifiableSortedMap(new TreeMap<>(locks));
        rewritten = Collections.unmodifiableSortedSet(new TreeSet<>(rewritten));
        scanned = Collections.unmodifiableSortedSet(new TreeSet<>(scanned));
        rebuilt = Collections.unmodifiableSortedSet(new TreeSet<>(rebuilt));
        unknown = List.copyOf(unknown);
    }

    /// What a statement that does nothing to relations does.
    public static Prediction nothing() {
        return new Prediction(
                new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), Optional.empty(), List.of());
    }

    public boolean rewrites(ObjectName table) {
        return rewritten.stream().anyMatch(relation -> relation.name().equals(table));
    }

    /// Whether the table is read or written whole.
    public boolean takesLong(ObjectName table) {
        return rewrites(table)
                || scanned.stream().anyMatch(relation -> relation.name().equals(table));
    }

    /// Whether a relation is read or written whole, or an index built again.
    public boolean takesLong() {
        return !rewritten.isEmpty() || !scanned.isEmpty() || !rebuilt.isEmpty();
    }

    /// The strongest lock on each relation that exists before, indexes left out.
    public List<ExpectedLock> expectedLocks() {
        return locks.entrySet().stream()
                .filter(lock -> !lock.getKey().index() && !lock.getKey().fresh())
                .map(lock -> new ExpectedLock(lock.getKey().name(), lock.getValue()))
                .toList();
    }

    /// Both in one transaction: the stronger lock counts.
    public Prediction and(Prediction other) {
        TreeMap<LockedRelation, LockMode> all = new TreeMap<>(locks);
        other.locks.forEach(
                (relation, mode) -> all.merge(relation, mode, (one, two) -> one.compareTo(two) >= 0 ? one : two));
        return new Prediction(
                all,
                both(rewritten, other.rewritten),
                both(scanned, other.scanned),
                both(rebuilt, other.rebuilt),
                error.or(other::error),
                Stream.concat(unknown.stream(), other.unknown.stream()).toList());
    }

    private static TreeSet<LockedRelation> both(SortedSet<LockedRelation> one, SortedSet<LockedRelation> other) {
        TreeSet<LockedRelation> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
