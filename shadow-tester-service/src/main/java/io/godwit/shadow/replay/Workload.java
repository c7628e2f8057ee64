package io.godwit.shadow.replay;

import io.godwit.postgres.Fingerprint;
import java.util.List;
import java.util.Map;

/// What is replayed: captured statements of one database, each once, in order, with a bound on how many of a kind.
///
/// @param calls    to be replayed, in the order in which they were captured
/// @param captured how often each kind of query was captured, by its fingerprint's hash
/// @param sessions sessions the calls come from
/// @param skipped  statements left out, by reason
public record Workload(List<CapturedCall> calls, Map<String, Long> captured, int sessions, Map<String, Long> skipped) {
    public Workload {
        calls = List.copyOf(calls);
        captured = Map.copyOf(captured);
        skipped = Map.copyOf(skipped);
    }

    /// How often that kind of query was captured.
    public long captured(Fingerprint fingerprint) {
        return captured.getOrDefault(fingerprint.hash(), 0L);
    }
}
