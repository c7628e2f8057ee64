package io.godwit.shadow.measure;

/// How long a query takes.
///
/// @param baselineMicros  median on the baseline
/// @param candidateMicros median on the candidate
/// @param candidateRatio  candidate to baseline
/// @param noiseRatio      second baseline to baseline: what the machine alone makes of it
/// @param blocks          series of measurements, each on new connections
public record Latency(
        double baselineMicros, double candidateMicros, Interval candidateRatio, Interval noiseRatio, int blocks) {
    private static final int FEW_BLOCKS = 5;
    private static final double TOLERANCE = 1.10;
    private static final double FAR = 2.0;
    private static final double NOTICEABLE_MICROS = 100;
    private static final double FAR_MICROS = 1000;

    /// Slower than the machine's noise explains; to be believed if the work agrees.
    public boolean slower() {
        return blocks >= FEW_BLOCKS
                && candidateRatio.low() > Math.max(TOLERANCE, noiseRatio.high())
                && candidateMicros - baselineMicros > NOTICEABLE_MICROS;
    }

    /// So much slower that it is believed by itself.
    public boolean farSlower() {
        return blocks >= FEW_BLOCKS
                && candidateRatio.low() > Math.max(FAR, noiseRatio.high() * TOLERANCE)
                && candidateMicros - baselineMicros > FAR_MICROS;
    }

    public boolean faster() {
        return blocks >= FEW_BLOCKS
                && candidateRatio.high() < Math.min(1 / TOLERANCE, noiseRatio.low())
                && baselineMicros - candidateMicros > NOTICEABLE_MICROS;
    }
}
