package io.godwit.shadow.replay;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Replays a workload on the three clones. The statements of one session stay in order; sessions run side by side on a
/// few lanes. Each write is rolled back, so the clones stay as they are.
public final class Replay {
    /// A slow kind of query is not repeated for long: its first calls tell enough.
    private static final int ENOUGH_CALLS = 5;

    private static final Duration ENOUGH_TIME = Duration.ofMillis(400);

    private static final class Spent {
        private int calls;
        private long nanos;
    }

    private final Clones clones;
    private final int lanes;
    private final Duration longestStatement;

    /// @param lanes sessions replayed at once
    public Replay(Clones clones, int lanes, Duration longestStatement) {
        this.clones = clones;
        this.lanes = lanes;
        this.longestStatement = longestStatement;
    }

    /// @return each kind of query, in the order in which they were first captured
    /// @throws SQLException if a clone can no longer be used
    public List<QueryReplay> run(Workload workload) throws SQLException, InterruptedException {
        Map<String, List<CallComparison>> byKind = new LinkedHashMap<>();
        workload.calls().forEach(call -> byKind.put(call.fingerprint().hash(), new ArrayList<>()));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<CallComparison>>> running = new ArrayList<>();
            for (List<CapturedCall> share : shares(workload)) {
                running.add(threads.submit(() -> lane(share)));
            }
            for (Future<List<CallComparison>> lane : running) {
                for (CallComparison comparison : lane.get()) {
                    String kind = comparison.call().fingerprint().hash();
                    byKind.computeIfAbsent(kind, _ -> new ArrayList<>()).add(comparison);
                }
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SQLException problem) {
                throw problem;
            }
            throw new IllegalStateException("the replay ended unexpectedly", failed.getCause());
        }
        return byKind.values().stream()
                .map(calls -> new QueryReplay(
                        calls.getFirst().call().fingerprint(),
                        workload.captured(calls.getFirst().call().fingerprint()),
                        calls))
                .toList();
    }

    private List<CallComparison> lane(List<CapturedCall> calls) throws SQLException {
        List<CallComparison> comparisons = new ArrayList<>();
        try (Lane lane = Lane.open(clones, longestStatement)) {
            Map<String, Spent> spent = new HashMap<>();
            for (CapturedCall call : calls) {
                Spent soFar = spent.computeIfAbsent(call.fingerprint().hash(), _ -> new Spent());
                if (soFar.calls < ENOUGH_CALLS || soFar.nanos < ENOUGH_TIME.toNanos()) {
                    long start = System.nanoTime();
                    comparisons.add(lane.compare(call));
                    soFar.calls++;
                    soFar.nanos += System.nanoTime() - start;
                }
            }
        }
        return comparisons;
    }

    /// A session's statements all go to one lane.
    private List<List<CapturedCall>> shares(Workload workload) {
        Map<Integer, List<CapturedCall>> shares = new LinkedHashMap<>();
        for (CapturedCall call : workload.calls()) {
            shares.computeIfAbsent(Math.floorMod(call.session().hashCode(), lanes), _ -> new ArrayList<>())
                    .add(call);
        }
        return List.copyOf(shares.values());
    }
}
