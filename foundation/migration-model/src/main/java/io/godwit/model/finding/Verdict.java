package io.godwit.model.finding;

/// What may happen next, mildest first.
public enum Verdict {
    /// May run by itself.
    APPROVED,
    /// Waits for a person.
    NEEDS_APPROVAL,
    /// Must not run.
    REJECTED;

    /// The stricter of the two.
    public Verdict and(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
