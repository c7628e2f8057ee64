package io.godwit.validator.rule;

import io.godwit.validator.prediction.LockedRelation;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// Locks that statements of a transaction hold, in the order in which they were taken. Each value stays as it is; a
/// script
/// of 100,000 statements makes as many of them, so they share what they have in common.
public final class HeldLocks {
    private static final HeldLocks NONE = new HeldLocks(new LinkedHashMap<>(), 0);

    /// How many are called by their names in a sentence.
    private static final int NAMED = 8;

    /// With the place of each. Those from the size on were taken later, and are another value's.
    private final LinkedHashMap<LockedRelation, Integer> order;

    private final int size;

    private HeldLocks(LinkedHashMap<LockedRelation, Integer> order, int size) {
        this.order = order;
        this.size = size;
    }

    public static HeldLocks none() {
        return NONE;
    }

    /// These and others.
    public HeldLocks and(Collection<LockedRelation> others) {
        if (others.stream().allMatch(this::contains)) {
            return this;
        }
        LinkedHashMap<LockedRelation, Integer> more = isLatest() ? order : copied();
        others.forEach(relation -> more.putIfAbsent(relation, more.size()));
        return new HeldLocks(more, more.size());
    }

    private boolean isLatest() {
        return size > 0 && order.size() == size;
    }

    private LinkedHashMap<LockedRelation, Integer> copied() {
        LinkedHashMap<LockedRelation, Integer> own = new LinkedHashMap<>();
        order.forEach((relation, place) -> {
            if (place < size) {
                own.put(relation, place);
            }
        });
        return own;
    }

    public boolean contains(LockedRelation relation) {
        Integer place = order.get(relation);
        return place != null && place < size;
    }

    public int size() {
        return size;
    }

    /// The first of them by their names, and how many there are beside them.
    String inWords() {
        List<LockedRelation> first =
                order.keySet().stream().limit(Math.min(size, NAMED)).sorted().toList();
        String named = first.stream().map(LockedRelation::toString).collect(Collectors.joining(", "));
        return size > NAMED ? named + " and " + (size - NAMED) + " more" : named;
    }
}
