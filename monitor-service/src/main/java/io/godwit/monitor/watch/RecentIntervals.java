package io.godwit.monitor.watch;

import io.godwit.events.DatabaseMetrics;
import io.godwit.monitor.detect.Interval;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// What was sampled of late, by database: kept in the state store, and read from there again after a
/// restart.
final class RecentIntervals {
    /// Sorts as the numbers do until the year 2286.
    private static final String KEY = "%s/%013d";

    private final KeyValueStore<String, DatabaseMetrics> store;
    private final Map<String, Deque<Interval>> byDatabase = new HashMap<>();

    RecentIntervals(KeyValueStore<String, DatabaseMetrics> store) {
        this.store = store;
        try (KeyValueIterator<String, DatabaseMetrics> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, DatabaseMetrics> entry = all.next();
                ofDatabase(entry.value.getDatabase()).add(Intervals.of(entry.value));
            }
        }
    }

    void add(DatabaseMetrics metrics) {
        Deque<Interval> intervals = ofDatabase(metrics.getDatabase());
        if (intervals.isEmpty() || metrics.getTo().isAfter(intervals.getLast().to())) {
            store.put(key(metrics.getDatabase(), metrics.getTo()), metrics);
            intervals.add(Intervals.of(metrics));
        }
    }

    /// Oldest first.
    List<Interval> of(String database) {
        return List.copyOf(ofDatabase(database));
    }

    void forget(String database, Instant before) {
        Deque<Interval> intervals = ofDatabase(database);
        while (!intervals.isEmpty() && intervals.getFirst().to().isBefore(before)) {
            store.delete(key(database, intervals.removeFirst().to()));
        }
    }

    private Deque<Interval> ofDatabase(String database) {
        return byDatabase.computeIfAbsent(database, _ -> new ArrayDeque<>());
    }

    private static String key(String database, Instant to) {
        return KEY.formatted(database, to.toEpochMilli());
    }
}
