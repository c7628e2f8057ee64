package io.godwit.monitor.watch;

import io.godwit.schemas.EventSerdes;
import io.godwit.schemas.Topic;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/// What the monitor's Streams application consists of: metrics and applied migrations, both keyed by database, meet in
/// one processor; its stores are in memory, with a changelog on the broker.
final class WatchTopology {
    static final String INTERVALS = "intervals";
    static final String WATCHED = "watched";
    static final String OVER = "over";
    static final String REGRESSIONS = "regressions";
    static final String PROGRESS = "progress";
    private static final String METRICS = "metrics";
    private static final String APPLIED = "applied";
    private static final String WATCH = "watch";

    private WatchTopology() {}

    static Topology of(EventSerdes serdes, WatchSettings settings) {
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        METRICS,
                        new StringDeserializer(),
                        serdes.deserializer(Topic.DATABASE_METRICS),
                        Topic.DATABASE_METRICS.name())
                .addSource(
                        AutoOffsetReset.earliest(),
                        APPLIED,
                        new StringDeserializer(),
                        serdes.deserializer(Topic.APPLIED),
                        Topic.APPLIED.name())
                .addProcessor(WATCH, () -> new WatchProcessor(settings), METRICS, APPLIED)
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(INTERVALS),
                                Serdes.String(),
                                serdes.serde(Topic.DATABASE_METRICS)),
                        WATCH)
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(WATCHED), Serdes.String(), serdes.serde(Topic.APPLIED)),
                        WATCH)
                .addStateStore(
                        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(OVER), Serdes.String(), Serdes.Long()),
                        WATCH)
                .addSink(
                        REGRESSIONS,
                        Topic.REGRESSION_DETECTED.name(),
                        new StringSerializer(),
                        serdes.serializer(),
                        WATCH)
                .addSink(PROGRESS, Topic.MIGRATION_PROGRESS.name(), new StringSerializer(), serdes.serializer(), WATCH);
    }
}
