package io.godwit.shadow.measure;

import io.godwit.events.QueryOutcome;
import java.util.Locale;
import java.util.Optional;

/// A query's work and time. Work is the evidence; time confirms it.
///
/// @param work    empty if EXPLAIN could not be had
/// @param latency empty if there was no time to measure
public record Measurement(Optional<Work> work, Optional<Latency> latency) {

    /// SAME, SLOWER, FASTER or INCONCLUSIVE.
    public QueryOutcome outcome() {
        boolean slower = latency.map(Latency::slower).orElse(false);
        boolean farSlower = latency.map(Latency::farSlower).orElse(false);
        boolean heavier = work.map(Work::heavier).orElse(false);
        boolean clearlyHeavier = work.map(Work::clearlyHeavier).orElse(false);
        boolean notFaster =
                latency.map(time -> time.candidateRatio().estimate() > 1).orElse(true);
        if (farSlower || slower && heavier || clearlyHeavier && notFaster) {
            return QueryOutcome.SLOWER;
        }
        if (latency.map(Latency::faster).orElse(false)
                && work.map(Work::lighter).orElse(false)) {
            return QueryOutcome.FASTER;
        }
        if (work.isPresent()) {
            return slower && !work.get().samePlan() ? QueryOutcome.INCONCLUSIVE : QueryOutcome.SAME;
        }
        return slower ? QueryOutcome.INCONCLUSIVE : QueryOutcome.SAME;
    }

    /// The figures, for people.
    public String detail() {
        String time = latency.map(found -> String.format(
                        Locale.ROOT,
                        "%.2f ms instead of %.2f ms (%.2f to %.2f times, noise up to %.2f times)",
                        found.candidateMicros() / 1000,
                        found.baselineMicros() / 1000,
                        found.candidateRatio().low(),
                        found.candidateRatio().high(),
                        found.noiseRatio().high()))
                .orElse("");
        String pages = work.map(found -> String.format(
                        Locale.ROOT, "%.0f pages instead of %.0f", found.candidateBuffers(), found.baselineBuffers()))
                .orElse("");
        return time.isEmpty() || pages.isEmpty() ? time + pages : time + ", " + pages;
    }
}
