package io.godwit.analyzer.query;

import io.godwit.model.catalog.ObjectName;
import io.godwit.postgres.trial.IndexTrial;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the database's planner and statistics say of queries, without running them.
public interface QueryPlans {
    /// As the statistics have it; empty if nobody has counted.
    OptionalLong estimatedRows(ObjectName table);

    /// Whether the planner would read the whole table for the query.
    ///
    /// @param sql with parameters `$1`, `$2`, …
    Answer readsWhole(ObjectName table, String sql);

    /// What the planner makes of indexes, on a copy.
    ///
    /// @param tables     of the query, the one to index first
    /// @param sql        with parameters `$1`, `$2`, …
    /// @param candidates columns of each index to try, the one to prefer among equals first
    /// @return empty if it could not be tried
    Optional<IndexTrial.Result> tried(List<ObjectName> tables, String sql, Collection<List<String>> candidates);

    /// What the planner says.
    enum Answer {
        YES,
        NO,
        /// It refuses the query: something in it is still to be created, or the type of a parameter is open.
        UNKNOWN
    }
}
