package io.godwit.validator.facts;

import java.util.List;

/// A type as SQL names it, seen through its domains.
///
/// @param oid         of the type named
/// @param base        the type behind its domains; the type itself if it is none
/// @param name        of the base, in `pg_type`
/// @param modifiers   of the base: of `numeric(10,2)` 10 and 2; empty if unlimited
/// @param constrained whether it is a domain with a constraint
/// @param category    `typcategory` of the base: `S` strings, `A` arrays
public record TypeFacts(
        long oid, long base, String name, List<Integer> modifiers, boolean constrained, String category) {
    public TypeFacts {
        modifiers = List.copyOf(modifiers);
    }

    public boolean domain() {
        return oid != base;
    }
}
