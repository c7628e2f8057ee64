package io.godwit.postgres.statistics;

import io.godwit.model.catalog.ObjectName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What the statistics of a database say at one moment.
///
/// @param version            the server's major version: 14 to 18
/// @param tables             size and traffic of the tables asked for
/// @param indexScans         how often each index was used since the statistics were last reset
/// @param replicas           streaming replicas connected now
/// @param longestTransaction age of the oldest open transaction; zero if there is none. A strong lock waits for
/// those that use its table, a concurrent index build for all.
public record DatabaseStatistics(
        int version,
        Map<ObjectName, TableStatistics> tables,
        Map<ObjectName, Long> indexScans,
        int replicas,
        Duration longestTransaction) {
    public DatabaseStatistics {
        tables = Map.copyOf(tables);
        indexScans = Map.copyOf(indexScans);
    }

    public Optional<TableStatistics> table(ObjectName name) {
        return Optional.ofNullable(tables.get(name));
    }
}
