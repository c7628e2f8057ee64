package io.godwit.capture;

import io.godwit.runtime.Durations;
import io.godwit.runtime.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/// The capture service's own settings.
///
/// @param fromQueryLog   whether statements are read from the server's query log
/// @param fromChanges    whether row changes and journalled statements are read from the write-ahead log
/// @param roles          whose statements are captured; empty means everybody's
/// @param sample         the part of sessions whose statements are captured, 0 to 1
/// @param masking        what is masked
/// @param slotPrefix     begins the names of the replication slot and the publication; the database's name
/// follows
/// @param logInterval    pause between two readings of a log that had nothing new
/// @param tablesInterval how often the publication is brought up to date with the tables there are
/// @param walWarningBytes retained write-ahead log above which health complains
record CaptureSettings(
        boolean fromQueryLog,
        boolean fromChanges,
        Set<String> roles,
        double sample,
        Masking masking,
        String slotPrefix,
        Duration logInterval,
        Duration tablesInterval,
        long walWarningBytes) {

    CaptureSettings {
        roles = Set.copyOf(roles);
    }

    static CaptureSettings of(Settings settings) {
        return new CaptureSettings(
                settings.flag("capture.query.log"),
                settings.flag("capture.row.changes"),
                Set.copyOf(settings.list("capture.roles")),
                settings.fraction("capture.sample"),
                Masking.of(settings.list("capture.mask"), settings.secret("capture.mask.key")),
                settings.text("capture.slot.prefix"),
                settings.duration("capture.query.log.interval"),
                settings.duration("capture.tables.interval"),
                settings.number("capture.wal.warning.mb") << 20);
    }

    static ConfigDef definition() {
        return new ConfigDef()
                .define(
                        "capture.query.log",
                        Type.BOOLEAN,
                        true,
                        Importance.HIGH,
                        "Capture statements from the server's query log (jsonlog).")
                .define(
                        "capture.row.changes",
                        Type.BOOLEAN,
                        true,
                        Importance.HIGH,
                        "Capture row changes, and statements journalled with pg_logical_emit_message under the prefix"
                                + " godwit.query, from the write-ahead log (needs wal_level=logical).")
                .define(
                        "capture.roles",
                        Type.LIST,
                        List.of(),
                        Importance.HIGH,
                        "Roles whose statements are captured; none named means all of them.")
                .define(
                        "capture.sample",
                        Type.DOUBLE,
                        1.0,
                        Range.between(0, 1),
                        Importance.MEDIUM,
                        "Part of the sessions whose statements are captured, 0 to 1; a session is captured whole or not at"
                                + " all. Row changes are not sampled.")
                .define(
                        "capture.mask",
                        Type.LIST,
                        List.of(),
                        Importance.HIGH,
                        "Masking rules. value=REGEX masks every value the pattern is found in; name=REGEX masks every value"
                                + " of statements whose names (table, column) it is found in, and of row-change columns so named.")
                .define(
                        "capture.mask.key",
                        Type.PASSWORD,
                        null,
                        Importance.MEDIUM,
                        "Secret the masked values are derived with: equal values stay equal. Without one, a new secret is"
                                + " made at each start.")
                .define(
                        "capture.slot.prefix",
                        Type.STRING,
                        "godwit_capture_",
                        new ConfigDef.NonEmptyString(),
                        Importance.LOW,
                        "Begins the name of the replication slot and of the publication; the database's name follows.")
                .define(
                        "capture.query.log.interval",
                        Type.STRING,
                        "500ms",
                        Durations.atLeast(Duration.ofMillis(10)),
                        Importance.LOW,
                        "Pause between two looks at a query log that had nothing new.")
                .define(
                        "capture.tables.interval",
                        Type.STRING,
                        "10s",
                        Durations.atLeast(Duration.ofMillis(100)),
                        Importance.LOW,
                        "How often new tables are looked for.")
                .define(
                        "capture.wal.warning.mb",
                        Type.LONG,
                        1024L,
                        Range.atLeast(1),
                        Importance.MEDIUM,
                        "Megabytes of write-ahead log the replication slot may retain before the service reports a"
                                + " problem.");
    }

    /// Whether a session's statements are wanted: by its role, then by chance that depends on its id alone.
    boolean wants(String role, String session) {
        if (!roles.isEmpty() && !roles.contains(role)) {
            return false;
        }
        long position = Integer.toUnsignedLong(session.hashCode() * 0x9E3779B1);
        return position < sample * (1L << 32);
    }
}
