package io.godwit.shadow.replay;

/// One call on all three clones.
///
/// @param types   what the baseline took the parameters for
/// @param verdict what the comparison says
public record CallComparison(
        CapturedCall call, ParameterTypes types, Answer baseline, Answer second, Answer candidate, Verdict verdict) {
    /// What one call says. Many of them make a query's outcome.
    public enum Verdict {
        SAME,
        FAILS,
        MENDED,
        CHANGED,
        /// The baselines differ from each other.
        NOISE,
        /// The rows are the same, in another order, or a LIMIT picks among equal ones.
        REORDERED,
        /// A timeout or a lock came between.
        UNDECIDED
    }
}
