package io.godwit.monitor.detect;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// What a database did in one sampled interval, as far as the rules look at it.
///
/// @param errors      empty also if the log could not be read
/// @param replicationLagMillis empty if there is no replica, or it is idle
public record Interval(
        Instant from,
        Instant to,
        List<Query> queries,
        List<Errors> errors,
        long transactions,
        int blockedSessions,
        OptionalLong replicationLagMillis) {

    public Interval {
        queries = List.copyOf(queries);
        errors = List.copyOf(errors);
    }

    /// One kind of query.
    ///
    /// @param fingerprint the same before and after a migration
    public record Query(String fingerprint, String text, long calls, double totalMillis) {}

    /// The failures of one SQLSTATE.
    ///
    /// @param example the first message, with its statement if that is known
    public record Errors(String sqlState, long count, String example) {}
}
