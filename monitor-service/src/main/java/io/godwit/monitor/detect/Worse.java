package io.godwit.monitor.detect;

/// One measure that got worse.
///
/// @param kind     what got worse
/// @param subject  what it was measured on: the normalised query, the SQLSTATE, `sessions`, `replicas`
/// @param baseline its value before, in `unit`
/// @param observed its value now, in `unit`
/// @param unit     of both
/// @param samples  calls or events the observed value rests on
/// @param evidence what supports it, in plain words
public record Worse(
        Kind kind, String subject, double baseline, double observed, String unit, long samples, String evidence) {
    /// What can get worse.
    public enum Kind {
        QUERY_SLOWER,
        ERRORS,
        BLOCKED_SESSIONS,
        REPLICATION_LAG
    }

    /// Whether it would hurt the application, and is not only uncomfortable: failures that come from the
    /// schema (SQLSTATE classes 42 and 23), and queries that take several times as long.
    public boolean isDanger() {
        return switch (kind) {
            case ERRORS -> Detector.comesFromTheSchema(subject);
            case QUERY_SLOWER -> observed >= 3 * baseline;
            case BLOCKED_SESSIONS, REPLICATION_LAG -> false;
        };
    }

    /// How many times the baseline it is; larger for what was not there at all before.
    double severity() {
        double times = observed / Math.max(baseline, 0.01);
        return kind == Kind.ERRORS && isDanger() ? times * 1000 : times;
    }
}
