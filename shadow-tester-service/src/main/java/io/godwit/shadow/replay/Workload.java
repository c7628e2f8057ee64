package io.godwit.shadow.replay;

import io.godwit.events.CapturedQuery;
import io.godwit.events.CapturedStatement;
import io.godwit.postgres.Fingerprint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What is replayed: the captured statements of one database, each once, in order, with a bound on how many of a kind.
///
/// @param calls    to be replayed, in the order in which they were captured
/// @param captured how often each kind of query was captured, by its fingerprint's hash
/// @param sessions sessions the calls come from
/// @param skipped  statements left out, by reason
public record Workload(List<CapturedCall> calls, Map<String, Long> captured, int sessions, Map<String, Long> skipped) {
    private static final String OWN_APPLICATION = "godwit";

    public Workload {
        calls = List.copyOf(calls);
        captured = Map.copyOf(captured);
        skipped = Map.copyOf(skipped);
    }

    /// The same statement may have been captured twice, because capture publishes at least once.
    ///
    /// @param callsPerQuery of a kind of query that was captured more often, so many are taken, spread evenly
    public static Workload of(List<CapturedQuery> captured, int callsPerQuery) {
        Map<String, Long> skipped = new TreeMap<>();
        Map<String, List<CapturedCall>> byKind = new LinkedHashMap<>();
        List<CapturedCall> inOrder = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (CapturedQuery query : captured) {
            if (!(query.getWhat() instanceof CapturedStatement statement)
                    || !seen.add(query.getSession() + "/" + query.getSequence())) {
                continue;
            }
            if (query.getApplication().startsWith(OWN_APPLICATION)) {
                skipped.merge("Godwit's own", 1L, Long::sum);
                continue;
            }
            switch (Classification.of(statement)) {
                case Classification.Skipped(String reason) -> skipped.merge(reason, 1L, Long::sum);
                case Classification.Replayable(Mode mode) -> {
                    CapturedCall call = call(query, statement, mode);
                    inOrder.add(call);
                    byKind.computeIfAbsent(call.fingerprint().hash(), _ -> new ArrayList<>())
                            .add(call);
                }
            }
        }
        return sampled(inOrder, byKind, skipped, callsPerQuery);
    }

    /// How often that kind of query was captured.
    public long captured(Fingerprint fingerprint) {
        return captured.getOrDefault(fingerprint.hash(), 0L);
    }

    private static Workload sampled(
            List<CapturedCall> inOrder,
            Map<String, List<CapturedCall>> byKind,
            Map<String, Long> skipped,
            int callsPerQuery) {
        Set<CapturedCall> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<String, Long> counts = new TreeMap<>();
        Set<String> sessions = new HashSet<>();
        byKind.forEach((hash, all) -> {
            counts.put(hash, (long) all.size());
            int taken = Math.min(callsPerQuery, all.size());
            for (int i = 0; i < taken; i++) {
                CapturedCall call = all.get((int) ((long) i * all.size() / taken));
                chosen.add(call);
                sessions.add(call.session());
            }
            if (taken < all.size()) {
                skipped.merge("enough of its kind", (long) all.size() - taken, Long::sum);
            }
        });
        List<CapturedCall> calls = inOrder.stream().filter(chosen::contains).toList();
        return new Workload(calls, counts, sessions.size(), skipped);
    }

    private static CapturedCall call(CapturedQuery query, CapturedStatement statement, Mode mode) {
        String sql = statement.getSql().strip().replaceFirst(";+\\s*$", "");
        List<Optional<String>> parameters = new ArrayList<>();
        for (String value : statement.getParameters()) {
            parameters.add(Optional.ofNullable(value));
        }
        return new CapturedCall(Fingerprint.of(sql), sql, parameters, mode, query.getSession());
    }
}
