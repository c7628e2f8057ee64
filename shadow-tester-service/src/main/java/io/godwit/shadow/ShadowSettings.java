package io.godwit.shadow;

import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.copy.CopyLimits;
import io.godwit.runtime.Durations;
import io.godwit.runtime.Settings;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/// The shadow tester's own settings.
///
/// @param copies           a database of the copies server; its role may create databases
/// @param limits           how old and how big copies may be
/// @param window           how far back captured statements are replayed
/// @param mostStatements   how many captured records are looked at, latest first
/// @param callsPerQuery    how many calls of one kind of query are replayed
/// @param longestStatement how long a replayed statement may run
/// @param lanes            sessions replayed at once
/// @param measureBudget    how long measuring may take in all
record ShadowSettings(
        DatabaseAddress copies,
        CopyLimits limits,
        Duration window,
        long mostStatements,
        int callsPerQuery,
        Duration longestStatement,
        int lanes,
        Duration measureBudget) {

    static ShadowSettings of(Settings settings) {
        return new ShadowSettings(
                new DatabaseAddress(
                        settings.text("copies.url"),
                        settings.optionalText("copies.user").orElse(""),
                        settings.password("copies")),
                new CopyLimits(settings.duration("shadow.copy.max.age"), settings.number("shadow.copy.max.bytes")),
                settings.duration("shadow.replay.window"),
                settings.number("shadow.replay.max.statements"),
                (int) settings.number("shadow.replay.calls.per.query"),
                settings.duration("shadow.replay.statement.timeout"),
                (int) settings.number("shadow.replay.lanes"),
                settings.duration("shadow.measure.budget"));
    }

    static ConfigDef definition() {
        return new ConfigDef()
                .define(
                        "copies.url",
                        Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new ConfigDef.NonEmptyString(),
                        Importance.HIGH,
                        "JDBC address of a database on the server for copies, for example"
                                + " jdbc:postgresql://host:5432/postgres.")
                .define("copies.user", Type.STRING, "", Importance.HIGH, "Role there; it may create databases.")
                .define("copies.password", Type.PASSWORD, null, Importance.HIGH, "The role's password.")
                .define(
                        "copies.password.file",
                        Type.STRING,
                        "",
                        Importance.HIGH,
                        "A file that holds the password instead.")
                .define(
                        "shadow.copy.max.age",
                        Type.STRING,
                        "10m",
                        Durations.any(),
                        Importance.MEDIUM,
                        "A copy of production made longer ago is made anew; so is one whose definitions differ.")
                .define(
                        "shadow.copy.max.bytes",
                        Type.LONG,
                        20L << 30,
                        Range.atLeast(1),
                        Importance.MEDIUM,
                        "Size of a database's tables and indexes above which it is not copied.")
                .define(
                        "shadow.replay.window",
                        Type.STRING,
                        "30m",
                        Durations.any(),
                        Importance.MEDIUM,
                        "How far back captured statements are replayed.")
                .define(
                        "shadow.replay.max.statements",
                        Type.LONG,
                        50_000L,
                        Range.atLeast(0),
                        Importance.LOW,
                        "How many of the latest captured records are looked at, in each partition.")
                .define(
                        "shadow.replay.calls.per.query",
                        Type.INT,
                        60,
                        Range.atLeast(1),
                        Importance.LOW,
                        "How many calls of one kind of query are replayed, spread evenly over those captured.")
                .define(
                        "shadow.replay.statement.timeout",
                        Type.STRING,
                        "10s",
                        Durations.atLeast(Duration.ofMillis(10)),
                        Importance.LOW,
                        "How long a replayed statement may run.")
                .define(
                        "shadow.replay.lanes",
                        Type.INT,
                        2,
                        Range.between(1, 64),
                        Importance.LOW,
                        "Captured sessions replayed at once; each takes three connections to the copies server.")
                .define(
                        "shadow.measure.budget",
                        Type.STRING,
                        "3s",
                        Durations.any(),
                        Importance.MEDIUM,
                        "How long the time of queries is measured, in all. More finds smaller differences.");
    }
}
