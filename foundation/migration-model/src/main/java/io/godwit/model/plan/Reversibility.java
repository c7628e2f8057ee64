package io.godwit.model.plan;

/// What an undo brings back, best first.
public enum Reversibility {
    /// Catalog and data as before.
    LOSSLESS,
    /// The catalog as before; some data is gone.
    LOSSY,
    /// Cannot be undone.
    IMPOSSIBLE;

    /// The weaker of the two: a chain of steps is as reversible as its weakest.
    public Reversibility and(Reversibility other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
