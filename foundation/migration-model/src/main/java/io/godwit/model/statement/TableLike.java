package io.godwit.model.statement;

import io.godwit.model.catalog.ObjectName;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// `LIKE source INCLUDING …` in CREATE TABLE: another table's columns are taken over, without a tie to it.
///
/// @param including what is taken over beside names, types and NOT NULL
public record TableLike(ObjectName source, Set<Part> including) {
    /// What may be taken over, in PostgreSQL's words.
    public enum Part {
        COMMENTS,
        COMPRESSION,
        CONSTRAINTS,
        DEFAULTS,
        GENERATED,
        IDENTITY,
        INDEXES,
        STATISTICS,
        STORAGE
    }

    public TableLike {
        Set<Part> ordered = EnumSet.noneOf(Part.class);
        ordered.addAll(including);
        including = Collections.unmodifiableSet(ordered);
    }

    public boolean includes(Part part) {
        return including.contains(part);
    }
}
