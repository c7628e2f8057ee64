package io.godwit.runtime;

import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/// What the consumer's thread tells the others: what keeps events from being handled.
final class ConsumptionStatus implements Health.Check {
    /// Longer than this without an answer to a heartbeat means the broker is away.
    private static final double SILENCE_SECONDS = 10;

    private volatile String waitingFor = "The service has not yet joined its consumer group";
    private volatile String commitProblem = "";
    private volatile @Nullable Consumer<?, ?> consumer;

    void waitsFor(String what) {
        waitingFor = what;
        consumer = null;
    }

    void consumes(Consumer<?, ?> with) {
        consumer = with;
    }

    void joined() {
        waitingFor = "";
    }

    void commitsWork() {
        commitProblem = "";
    }

    void commitFailed(Exception failure) {
        commitProblem = "Results cannot be committed: " + failure.getMessage();
    }

    @Override
    public Optional<String> problem() {
        if (!waitingFor.isEmpty()) {
            return Optional.of(waitingFor);
        }
        if (!commitProblem.isEmpty()) {
            return Optional.of(commitProblem);
        }
        return secondsSinceHeartbeat() > SILENCE_SECONDS
                ? Optional.of("The broker has not answered for more than 10 s: check that it runs and can be reached")
                : Optional.empty();
    }

    private double secondsSinceHeartbeat() {
        Consumer<?, ?> current = consumer;
        return current == null
                ? 0
                : current.metrics().entrySet().stream()
                        .filter(metric -> metric.getKey().name().equals("last-heartbeat-seconds-ago"))
                        .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
                        .max()
                        .orElse(0);
    }
}
