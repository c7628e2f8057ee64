package io.godwit.validator.prediction;

import io.godwit.model.catalog.ObjectName;
import java.util.Comparator;

/// A relation in a list of locks.
///
/// @param index whether it is an index
/// @param fresh whether the statement makes it
/// @param bare  whether its name is shown without its schema
public record LockedRelation(ObjectName name, boolean index, boolean fresh, boolean bare)
        implements Comparable<LockedRelation> {

    /// `t`, `idx:t_pkey`, `new_table*`: as `lock-truth.jsonl` names relations.
    @Override
    public String toString() {
        return (index ? "idx:" : "") + (bare ? name.name() : name.schema() + "." + name.name()) + (fresh ? "*" : "");
    }

    @Override
    public int compareTo(LockedRelation other) {
        return Comparator.comparing(LockedRelation::index)
                .thenComparing(LockedRelation::name)
                .thenComparing(LockedRelation::fresh)
                .thenComparing(LockedRelation::bare)
                .compare(this, other);
    }
}
