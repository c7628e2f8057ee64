package io.godwit.executor;

import io.godwit.executor.throttle.ThrottleLimits;
import io.godwit.runtime.Durations;
import io.godwit.runtime.Settings;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/// The keys `executor.throttle.`: from where on backfills and comparisons hold back.
final class ThrottleSettings {
    private static final String LAG = "executor.throttle.replication.lag";
    private static final String SLOT = "executor.throttle.slot.megabytes";
    private static final String ARCHIVE = "executor.throttle.archive.files";
    private static final String TRANSACTIONS = "executor.throttle.transactions";
    private static final String IGNORE = "executor.throttle.ignore";

    private ThrottleSettings() {}

    static ConfigDef define(ConfigDef settings) {
        return settings.define(
                        LAG,
                        Type.STRING,
                        "5s",
                        Durations.any(),
                        Importance.MEDIUM,
                        "How far a physical replica may be behind before a backfill holds back.")
                .define(
                        SLOT,
                        Type.LONG,
                        4096,
                        Range.atLeast(1),
                        Importance.MEDIUM,
                        "How much WAL, in megabytes, one replication slot may retain before a backfill holds back.")
                .define(
                        ARCHIVE,
                        Type.INT,
                        42,
                        Range.atLeast(1),
                        Importance.LOW,
                        "How many WAL segments may wait to be archived before a backfill holds back.")
                .define(
                        TRANSACTIONS,
                        Type.INT,
                        100,
                        Range.atLeast(1),
                        Importance.MEDIUM,
                        "How many transactions may be open in the server before a backfill holds back.")
                .define(
                        IGNORE,
                        Type.LIST,
                        "",
                        ThrottleSettings::ensureSignals,
                        Importance.LOW,
                        "Signals that are not looked at, separated by commas: replication-lag, slot-growth,"
                                + " archiver-queue, open-transactions, vacuum. One that cannot be read holds a backfill"
                                + " back until it is named here.");
    }

    static ThrottleLimits of(Settings settings) {
        return new ThrottleLimits(
                settings.duration(LAG),
                settings.number(SLOT) * 1024 * 1024,
                (int) settings.number(ARCHIVE),
                (int) settings.number(TRANSACTIONS),
                ThrottleLimits.signals(settings.list(IGNORE)));
    }

    private static void ensureSignals(String key, @Nullable Object value) {
        if (value instanceof List<?> names) {
            for (Object name : names) {
                if (!ThrottleLimits.signalNames().contains(String.valueOf(name))) {
                    throw new ConfigException(key, name, "must be one of " + ThrottleLimits.signalNames());
                }
            }
        }
    }
}
