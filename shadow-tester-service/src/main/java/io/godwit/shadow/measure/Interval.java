package io.godwit.shadow.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A ratio of times with its confidence interval.
///
/// @param low      one-sided 99 % lower bound
/// @param estimate median over the blocks
/// @param high     one-sided 99 % upper bound
public record Interval(double low, double estimate, double high) {
    private static final int RESAMPLES = 600;
    private static final double TAIL = 0.01;
    /// Fixed, so that the same measurements always mean the same.
    private static final long SEED = 20261122;

    /// Bootstrap over blocks, not over calls: all calls of a block share one connection and its neighbours
    /// on the machine, and so one bias.
    ///
    /// @param logRatios one for each block; at least one
    static Interval ofLogRatios(List<Double> logRatios) {
        Random random = new Random(SEED);
        double[] medians = new double[RESAMPLES];
        double[] sample = new double[logRatios.size()];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < sample.length; j++) {
                sample[j] = logRatios.get(random.nextInt(sample.length));
            }
            medians[i] = median(sample);
        }
        Arrays.sort(medians);
        double estimate =
                median(logRatios.stream().mapToDouble(Double::doubleValue).toArray());
        return new Interval(
                Math.exp(medians[(int) (TAIL * RESAMPLES)]),
                Math.exp(estimate),
                Math.exp(medians[(int) ((1 - TAIL) * RESAMPLES) - 1]));
    }

    /// @param values at least one; sorted afterwards
    static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
