package io.godwit.shadow.judgement;

import io.godwit.events.QueryComparison;
import io.godwit.events.QueryOutcome;
import io.godwit.shadow.measure.Latency;
import io.godwit.shadow.measure.Measurement;
import io.godwit.shadow.measure.Work;
import io.godwit.shadow.replay.Answer;
import io.godwit.shadow.replay.CallComparison;
import io.godwit.shadow.replay.CallComparison.Verdict;
import io.godwit.shadow.replay.QueryReplay;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Makes one outcome of all calls of a kind of query.
public final class QueryJudgement {
    private QueryJudgement() {}

    /// @param measured empty if the query was not measured
    public static QueryComparison of(QueryReplay replay, Optional<Measurement> measured) {
        QueryOutcome outcome = outcome(replay, measured);
        Optional<Latency> latency = measured.flatMap(Measurement::latency);
        Optional<Work> work = measured.flatMap(Measurement::work);
        boolean otherPlan = work.map(found -> !found.samePlan()).orElse(false);
        return QueryComparison.newBuilder()
                .setFingerprint(replay.fingerprint().hash())
                .setQuery(replay.fingerprint().text())
                .setOutcome(outcome)
                .setCalls(replay.calls().size())
                .setBaselineErrors(replay.baselineErrors())
                .setCandidateErrors(replay.candidateErrors())
                .setChangedResults(replay.count(Verdict.CHANGED))
                .setBaselineMedianMicros(
                        latency.map(Latency::baselineMicros).orElse(median(replay, CallComparison::baseline)))
                .setCandidateMedianMicros(
                        latency.map(Latency::candidateMicros).orElse(median(replay, CallComparison::candidate)))
                .setBaselineBuffers(work.map(Work::baselineBuffers).orElse(null))
                .setCandidateBuffers(work.map(Work::candidateBuffers).orElse(null))
                .setBaselinePlan(otherPlan ? work.map(Work::baselinePlan).orElse(null) : null)
                .setCandidatePlan(otherPlan ? work.map(Work::candidatePlan).orElse(null) : null)
                .setDetail(detail(replay, outcome, measured))
                .build();
    }

    private static QueryOutcome outcome(QueryReplay replay, Optional<Measurement> measured) {
        if (replay.count(Verdict.FAILS) > 0) {
            return QueryOutcome.FAILS;
        }
        boolean noisy = replay.count(Verdict.NOISE) > 0;
        if (replay.count(Verdict.CHANGED) > 0 && !noisy) {
            return QueryOutcome.CHANGED_RESULT;
        }
        QueryOutcome byMeasure = measured.map(Measurement::outcome).orElse(QueryOutcome.SAME);
        if (byMeasure == QueryOutcome.SLOWER) {
            return QueryOutcome.SLOWER;
        }
        if (replay.count(Verdict.MENDED) > 0) {
            return QueryOutcome.MENDED;
        }
        long undecided = replay.count(Verdict.UNDECIDED) + replay.count(Verdict.CHANGED);
        return undecided > 0 ? QueryOutcome.INCONCLUSIVE : byMeasure;
    }

    private static String detail(QueryReplay replay, QueryOutcome outcome, Optional<Measurement> measured) {
        return switch (outcome) {
            case FAILS -> replay.failure().map(Answer.Failed::message).orElse("");
            case CHANGED_RESULT ->
                replay.count(Verdict.CHANGED) + " of " + replay.calls().size() + " calls give other results";
            case INCONCLUSIVE ->
                replay.count(Verdict.CHANGED) > 0
                        ? "results differ between the baselines too"
                        : replay.count(Verdict.UNDECIDED) > 0
                                ? "timeouts or locks came between"
                                : measured.map(Measurement::detail).orElse("");
            case SLOWER, FASTER -> measured.map(Measurement::detail).orElse("");
            case MENDED, SAME, UNKNOWN ->
                replay.baselineFailure()
                        .map(failed -> "fails on the baseline: " + failed.message())
                        .orElse(
                                replay.count(Verdict.REORDERED) > 0
                                        ? "the same rows in another order, or others of equal rank"
                                        : "");
        };
    }

    private static double median(QueryReplay replay, Function<CallComparison, Answer> clone) {
        List<Long> nanos =
                replay.calls().stream().map(clone).map(Answer::nanos).sorted().toList();
        return nanos.get(nanos.size() / 2) / 1000.0;
    }
}
