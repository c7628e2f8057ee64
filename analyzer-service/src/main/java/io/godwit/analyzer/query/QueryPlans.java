package io.godwit.analyzer.query;

import io.godwit.model.catalog.ObjectName;
import java.util.OptionalLong;

/// What the database's planner and statistics say of queries, without running them.
public interface QueryPlans {
    /// As the statistics have it; empty if nobody has counted.
    OptionalLong estimatedRows(ObjectName table);

    /// Whether the planner would read the whole table for the query.
    ///
    /// @param sql with parameters `$1`, `$2`, …
    Answer readsWhole(ObjectName table, String sql);

    /// What the planner says.
    enum Answer {
        YES,
        NO,
        /// It cannot be asked: the server is older than PostgreSQL 16, or refuses the query.
        UNKNOWN
    }
}
