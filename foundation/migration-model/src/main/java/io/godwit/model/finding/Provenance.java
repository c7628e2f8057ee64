package io.godwit.model.finding;

/// How something is known, surest first.
public enum Provenance {
    /// Seen happening, on this database or on a copy.
    MEASURED,
    /// Read from the catalog or the statistics.
    CATALOG,
    /// Concluded from other facts.
    INFERRED,
    /// Taken for granted.
    ASSUMED
}
