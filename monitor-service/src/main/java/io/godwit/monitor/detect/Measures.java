package io.godwit.monitor.detect;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a database did over several intervals, added up.
///
/// @param sampled         how long the intervals are together
/// @param intervals       how many they are
/// @param queries         by fingerprint
/// @param errors          by SQLSTATE
/// @param blockedSessions the most seen at a time
/// @param replicationLagMillis the least seen, so that a peak does not count; empty if there was none
record Measures(
        Duration sampled,
        int intervals,
        Map<String, Interval.Query> queries,
        Map<String, Interval.Errors> errors,
        long transactions,
        int blockedSessions,
        OptionalLong replicationLagMillis) {

    static Measures of(Collection<Interval> intervals) {
        Duration sampled = Duration.ZERO;
        Map<String, Interval.Query> queries = new LinkedHashMap<>();
        Map<String, Interval.Errors> errors = new LinkedHashMap<>();
        long transactions = 0;
        int blocked = 0;
        for (Interval interval : intervals) {
            sampled = sampled.plus(Duration.between(interval.from(), interval.to()));
            interval.queries().forEach(query -> queries.merge(query.fingerprint(), query, Measures::added));
            interval.errors().forEach(error -> errors.merge(error.sqlState(), error, Measures::added));
            transactions += interval.transactions();
            blocked = Math.max(blocked, interval.blockedSessions());
        }
        List<OptionalLong> lags =
                intervals.stream().map(Interval::replicationLagMillis).toList();
        OptionalLong lag = lags.stream().flatMapToLong(OptionalLong::stream).min();
        return new Measures(sampled, intervals.size(), queries, errors, transactions, blocked, lag);
    }

    private static Interval.Query added(Interval.Query left, Interval.Query right) {
        return new Interval.Query(
                left.fingerprint(),
                left.text(),
                left.calls() + right.calls(),
                left.totalMillis() + right.totalMillis());
    }

    private static Interval.Errors added(Interval.Errors left, Interval.Errors right) {
        return new Interval.Errors(left.sqlState(), left.count() + right.count(), left.example());
    }

    /// Mean time of a query in milliseconds; empty if it was called fewer times than that.
    Optional<Double> meanMillis(String fingerprint, long atLeastCalls) {
        return Optional.ofNullable(queries.get(fingerprint))
                .filter(query -> query.calls() >= Math.max(1, atLeastCalls))
                .map(query -> query.totalMillis() / query.calls());
    }

    long errors(String sqlState) {
        return Optional.ofNullable(errors.get(sqlState))
                .map(Interval.Errors::count)
                .orElse(0L);
    }

    double minutes() {
        return sampled.toMillis() / 60_000.0;
    }
}
