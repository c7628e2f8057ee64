package io.godwit.shadow.measure;

/// How much work a query is, per call, on each clone.
///
/// @param baselineBuffers  pages hit and read
/// @param secondBuffers    the same on the second baseline: what differs is noise
/// @param candidateBuffers the same on the candidate
/// @param baselinePlan     the planner's choice
/// @param candidatePlan    the planner's choice
public record Work(
        double baselineBuffers,
        double secondBuffers,
        double candidateBuffers,
        String baselinePlan,
        String candidatePlan) {
    private static final double NOTICEABLE = 1.2;
    private static final double CLEAR = 2.0;
    private static final double NOTICEABLE_PAGES = 8;
    private static final double CLEAR_PAGES = 50;

    public boolean samePlan() {
        return baselinePlan.equals(candidatePlan);
    }

    /// More pages than the baselines differ by, and enough to notice.
    public boolean heavier() {
        return candidateBuffers > NOTICEABLE * most() + NOTICEABLE_PAGES;
    }

    /// So many more pages that no clock is needed.
    public boolean clearlyHeavier() {
        return candidateBuffers > CLEAR * most() + CLEAR_PAGES;
    }

    public boolean lighter() {
        return Math.min(baselineBuffers, secondBuffers) > NOTICEABLE * candidateBuffers + NOTICEABLE_PAGES;
    }

    private double most() {
        return Math.max(baselineBuffers, secondBuffers);
    }
}
