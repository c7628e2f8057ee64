package io.godwit.monitor.watch;

import io.godwit.events.DatabaseMetrics;
import io.godwit.monitor.detect.Interval;
import java.util.List;
import java.util.OptionalLong;

/// Reads metrics events as the detector wants them.
final class Intervals {
    private Intervals() {}

    static Interval of(DatabaseMetrics metrics) {
        return new Interval(
                metrics.getFrom(),
                metrics.getTo(),
                metrics.getQueries().stream()
                        .map(query -> new Interval.Query(
                                query.getFingerprint(), query.getQuery(), query.getCalls(), query.getTotalMillis()))
                        .toList(),
                metrics.getErrors().orElse(List.of()).stream()
                        .map(error -> new Interval.Errors(
                                error.getSqlState(),
                                error.getCount(),
                                error.getStatement().isEmpty()
                                        ? error.getExample()
                                        : error.getExample() + " (" + error.getStatement() + ")"))
                        .toList(),
                metrics.getCommits() + metrics.getRollbacks(),
                metrics.getBlockedSessions(),
                metrics.getReplicationLagMillis().map(OptionalLong::of).orElse(OptionalLong.empty()));
    }
}
