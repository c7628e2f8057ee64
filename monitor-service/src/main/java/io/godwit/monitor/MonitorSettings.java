package io.godwit.monitor;

import io.godwit.monitor.detect.DetectorSettings;
import io.godwit.monitor.watch.WatchSettings;
import io.godwit.runtime.Durations;
import io.godwit.runtime.Settings;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/// The monitor's own settings.
///
/// @param interval how often a database is sampled
/// @param watch    how migrations are watched
record MonitorSettings(Duration interval, WatchSettings watch) {

    static MonitorSettings of(Settings settings) {
        DetectorSettings detector = new DetectorSettings(
                settings.duration("monitor.baseline"),
                (int) settings.number("monitor.baseline.intervals"),
                settings.duration("monitor.window"),
                (int) settings.number("monitor.windows.judged"),
                (int) settings.number("monitor.windows.worse"),
                settings.duration("monitor.query.settling"),
                settings.fraction("monitor.query.factor"),
                settings.fraction("monitor.query.millis"),
                settings.number("monitor.query.calls"),
                settings.number("monitor.error.events"),
                (int) settings.number("monitor.blocked.sessions"),
                settings.duration("monitor.replication.lag").toMillis());
        return new MonitorSettings(
                settings.duration("monitor.interval"),
                new WatchSettings(
                        detector,
                        settings.duration("monitor.watch"),
                        settings.duration("monitor.silence"),
                        settings.flag("monitor.automatic.rollback")));
    }

    static ConfigDef definition() {
        return new ConfigDef()
                .define(
                        "monitor.interval",
                        Type.STRING,
                        "10s",
                        Durations.atLeast(Duration.ofMillis(100)),
                        Importance.HIGH,
                        "How often each database is sampled.")
                .define(
                        "monitor.watch",
                        Type.STRING,
                        "30m",
                        Durations.atLeast(Duration.ofSeconds(1)),
                        Importance.HIGH,
                        "How long a database is watched after a migration.")
                .define(
                        "monitor.silence",
                        Type.STRING,
                        "2m",
                        Durations.any(),
                        Importance.LOW,
                        "How much longer than the watch metrics may be missing, for example because the monitor was down,"
                                + " before that is reported.")
                .define(
                        "monitor.automatic.rollback",
                        Type.BOOLEAN,
                        false,
                        Importance.HIGH,
                        "Whether the executor may undo a migration by itself when the monitor suggests it.")
                .define(
                        "monitor.baseline",
                        Type.STRING,
                        "30m",
                        Durations.atLeast(Duration.ofSeconds(1)),
                        Importance.MEDIUM,
                        "How far back before a migration the database's normal behaviour is taken from.")
                .define(
                        "monitor.baseline.intervals",
                        Type.INT,
                        6,
                        Range.atLeast(1),
                        Importance.MEDIUM,
                        "Sampled intervals before a migration without which nothing is compared.")
                .define(
                        "monitor.window",
                        Type.STRING,
                        "1m",
                        Durations.atLeast(Duration.ofMillis(100)),
                        Importance.MEDIUM,
                        "Length of the windows after a migration that are compared with what was before.")
                .define(
                        "monitor.windows.judged",
                        Type.INT,
                        5,
                        Range.atLeast(1),
                        Importance.MEDIUM,
                        "How many of the latest windows are looked at together.")
                .define(
                        "monitor.windows.worse",
                        Type.INT,
                        3,
                        Range.atLeast(1),
                        Importance.MEDIUM,
                        "How many of them must be worse.")
                .define(
                        "monitor.query.settling",
                        Type.STRING,
                        "5m",
                        Durations.any(),
                        Importance.MEDIUM,
                        "How long after a migration query times are not judged: caches are cold and statistics are new.")
                .define(
                        "monitor.query.factor",
                        Type.DOUBLE,
                        1.5,
                        Range.atLeast(1),
                        Importance.MEDIUM,
                        "A query is slower if its mean time is this many times what it was,")
                .define(
                        "monitor.query.millis",
                        Type.DOUBLE,
                        5.0,
                        Range.atLeast(0),
                        Importance.MEDIUM,
                        "and this many milliseconds longer,")
                .define(
                        "monitor.query.calls",
                        Type.LONG,
                        20L,
                        Range.atLeast(1),
                        Importance.MEDIUM,
                        "in windows with at least this many calls of it.")
                .define(
                        "monitor.error.events",
                        Type.LONG,
                        5L,
                        Range.atLeast(1),
                        Importance.MEDIUM,
                        "Failures with one SQLSTATE in a window, beyond the usual, that count as worse (at least 0.5 % of the transactions).")
                .define(
                        "monitor.blocked.sessions",
                        Type.INT,
                        5,
                        Range.atLeast(1),
                        Importance.MEDIUM,
                        "Sessions waiting for locks at the same time that count as worse, if they are more than twice the usual.")
                .define(
                        "monitor.replication.lag",
                        Type.STRING,
                        "10s",
                        Durations.any(),
                        Importance.MEDIUM,
                        "Lag of a replica that counts as worse, if it is more than five times the usual.");
    }
}
