package io.godwit.shadow.replay;

import io.godwit.postgres.Fingerprint;
import io.godwit.shadow.replay.CallComparison.Verdict;
import java.util.List;
import java.util.Optional;

/// All replayed calls of one kind of query.
///
/// @param captured how often it was captured
/// @param calls    those that were replayed; at least one
public record QueryReplay(Fingerprint fingerprint, long captured, List<CallComparison> calls) {
    public QueryReplay {
        calls = List.copyOf(calls);
    }

    /// The call that shows what is meant.
    public CapturedCall example() {
        return calls.getFirst().call();
    }

    public long count(Verdict verdict) {
        return calls.stream().filter(call -> call.verdict() == verdict).count();
    }

    public long baselineErrors() {
        return calls.stream()
                .filter(call -> call.baseline() instanceof Answer.Failed)
                .count();
    }

    public long candidateErrors() {
        return calls.stream()
                .filter(call -> call.candidate() instanceof Answer.Failed)
                .count();
    }

    /// The first error of the candidate that the baseline does not have.
    public Optional<Answer.Failed> failure() {
        return calls.stream()
                .filter(call -> call.verdict() == Verdict.FAILS)
                .map(CallComparison::candidate)
                .filter(Answer.Failed.class::isInstance)
                .map(Answer.Failed.class::cast)
                .findFirst();
    }

    /// The first error of the baseline.
    public Optional<Answer.Failed> baselineFailure() {
        return calls.stream()
                .map(CallComparison::baseline)
                .filter(Answer.Failed.class::isInstance)
                .map(Answer.Failed.class::cast)
                .findFirst();
    }
}
