package io.godwit.postgres.statistics;

/// Size and traffic of a table.
///
/// @param rows           how many it holds; partitions counted
/// @param exact          whether the rows were counted, not estimated by `pg_class.reltuples`
/// @param totalBytes     with indexes and TOAST, partitions counted
/// @param partitioned    whether it is a partitioned table
/// @param callsPerMinute statements that touch it, on average since the statistics were last reset
public record TableStatistics(long rows, boolean exact, long totalBytes, boolean partitioned, double callsPerMinute) {

    /// Whether it surely holds no row.
    public boolean empty() {
        return exact && rows == 0;
    }
}
