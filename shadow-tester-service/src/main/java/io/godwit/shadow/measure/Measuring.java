package io.godwit.shadow.measure;

import io.godwit.shadow.replay.Answer;
import io.godwit.shadow.replay.CallComparison;
import io.godwit.shadow.replay.CapturedCall;
import io.godwit.shadow.replay.Clones;
import io.godwit.shadow.replay.Mode;
import io.godwit.shadow.replay.QueryReplay;
import io.godwit.shadow.replay.ReplaySession;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Measures the queries that gave the same on all clones. Time is measured in blocks: each block on new connections,
/// the clones in turn, because on a busy machine a connection carries a bias of its own.
public final class Measuring {
    private static final int EXAMPLES = 5;
    private static final int MOST_BLOCKS = 24;
    private static final int MOST_SAMPLES = 5;
    /// A slow query gets fewer samples in a block, but at least one.
    private static final double BLOCK_SHARE_MICROS = 4000;

    private final Clones clones;
    private final Duration budget;
    private final Duration longestStatement;

    /// @param budget how long measuring may take in all
    public Measuring(Clones clones, Duration budget, Duration longestStatement) {
        this.clones = clones;
        this.budget = budget;
        this.longestStatement = longestStatement;
    }

    /// @return by fingerprint hash; queries that cannot be measured are left out
    public Map<String, Measurement> run(List<QueryReplay> queries) throws SQLException {
        long deadline = System.nanoTime() + budget.toNanos();
        Map<String, Subject> subjects = new LinkedHashMap<>();
        for (QueryReplay query : queries) {
            List<CallComparison> examples = query.calls().stream()
                    .filter(call -> call.call().mode() == Mode.READ)
                    .filter(call -> call.baseline() instanceof Answer.Rows
                            && call.second() instanceof Answer.Rows
                            && call.candidate() instanceof Answer.Rows)
                    .limit(EXAMPLES)
                    .toList();
            if (!examples.isEmpty()) {
                subjects.put(query.fingerprint().hash(), new Subject(examples));
            }
        }
        for (int block = 0;
                block < MOST_BLOCKS && !subjects.isEmpty() && (block == 0 || System.nanoTime() < deadline);
                block++) {
            block(block, List.copyOf(subjects.values()), deadline);
        }
        Map<String, Measurement> measurements = new LinkedHashMap<>();
        subjects.forEach((hash, subject) -> measurements.put(hash, subject.measurement()));
        return measurements;
    }

    private void block(int number, List<Subject> subjects, long deadline) throws SQLException {
        try (ReplaySession baseline = ReplaySession.open(clones.baseline(), longestStatement);
                ReplaySession second = ReplaySession.open(clones.second(), longestStatement);
                ReplaySession candidate = ReplaySession.open(clones.candidate(), longestStatement)) {
            List<ReplaySession> sessions = List.of(baseline, second, candidate);
            for (Subject subject : subjects) {
                if (number == 0) {
                    subject.explain(sessions);
                } else if (System.nanoTime() < deadline) {
                    subject.race(sessions, number);
                }
            }
        }
    }

    /// One kind of query while it is measured.
    private static final class Subject {
        private final List<CallComparison> examples;
        private final List<Double> noise = new ArrayList<>();
        private final List<Double> change = new ArrayList<>();
        private final List<Double> baselineMicros = new ArrayList<>();
        private final List<Double> candidateMicros = new ArrayList<>();
        private Optional<Work> work = Optional.empty();

        Subject(List<CallComparison> examples) {
            this.examples = examples;
        }

        void explain(List<ReplaySession> sessions) {
            double[] buffers = new double[sessions.size()];
            String[] shapes = new String[sessions.size()];
            for (CallComparison example : examples) {
                for (int i = 0; i < sessions.size(); i++) {
                    try {
                        ExplainedPlan plan = ExplainedPlan.parse(sessions.get(i)
                                .explain(example.call(), example.types(), "ANALYZE, BUFFERS, TIMING OFF"));
                        buffers[i] += plan.buffers() / (double) examples.size();
                        if (shapes[i] == null) {
                            shapes[i] = plan.shape();
                        }
                    } catch (SQLException _) {
                        // Without EXPLAIN the query is judged by time alone, and hardly ever.
                        return;
                    }
                }
            }
            work = Optional.of(new Work(buffers[0], buffers[1], buffers[2], shapes[0], shapes[2]));
        }

        void race(List<ReplaySession> sessions, int block) throws SQLException {
            CallComparison example = examples.get(block % examples.size());
            CapturedCall call = example.call();
            int samples =
                    Math.clamp((long) (BLOCK_SHARE_MICROS / Math.max(1, expectedMicros(example))), 1, MOST_SAMPLES);
            double[][] micros = new double[sessions.size()][samples];
            for (int sample = -1; sample < samples; sample++) {
                for (int turn = 0; turn < sessions.size(); turn++) {
                    int clone = (turn + block + sample + 1) % sessions.size();
                    Answer answer = sessions.get(clone).answer(call, example.types(), Optional.empty());
                    if (answer instanceof Answer.Failed) {
                        return;
                    }
                    // The first round warms the connection.
                    if (sample >= 0) {
                        micros[clone][sample] = answer.nanos() / 1000.0;
                    }
                }
            }
            double baseline = Interval.median(micros[0]);
            double second = Interval.median(micros[1]);
            double candidate = Interval.median(micros[2]);
            noise.add(Math.log(second / baseline));
            change.add(Math.log(candidate / baseline));
            baselineMicros.add(baseline);
            candidateMicros.add(candidate);
        }

        private double expectedMicros(CallComparison example) {
            OptionalDouble known =
                    baselineMicros.stream().mapToDouble(Double::doubleValue).average();
            return known.orElse(example.baseline().nanos() / 1000.0);
        }

        Measurement measurement() {
            if (change.isEmpty()) {
                return new Measurement(work, Optional.empty());
            }
            Latency latency = new Latency(
                    median(baselineMicros),
                    median(candidateMicros),
                    Interval.ofLogRatios(change),
                    Interval.ofLogRatios(noise),
                    change.size());
            return new Measurement(work, Optional.of(latency));
        }

        private static double median(List<Double> values) {
            return Interval.median(
                    values.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }
}
