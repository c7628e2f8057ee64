package io.godwit.validator.prediction;

import io.godwit.model.plan.LockMode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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
}
