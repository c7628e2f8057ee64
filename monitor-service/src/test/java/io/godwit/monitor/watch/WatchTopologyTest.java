package io.godwit.monitor.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.events.Applied;
import io.godwit.events.ApplyOutcome;
import io.godwit.events.ChangeReference;
import io.godwit.events.DatabaseMetrics;
import io.godwit.events.MigrationProgress;
import io.godwit.events.ProgressState;
import io.godwit.events.QueryMetrics;
import io.godwit.events.RegressionDetected;
import io.godwit.events.Severity;
import io.godwit.events.Suggestion;
import io.godwit.monitor.detect.DetectorSettings;
import io.godwit.schemas.EventSerdes;
import io.godwit.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchTopologyTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final WatchSettings SETTINGS = new WatchSettings(
            new DetectorSettings(Duration.ofMinutes(2), 6, INTERVAL, 5, 3, Duration.ZERO, 1.5, 5, 20, 5, 5, 10_000),
            Duration.ofMinutes(2),
            Duration.ofMinutes(1),
            true);

    private final EventSerdes serdes = EventSerdes.of("mock://watch-topology");
    private final TopologyTestDriver driver =
            new TopologyTestDriver(WatchTopology.of(serdes, SETTINGS), properties(), START);
    private final TestInputTopic<String, DatabaseMetrics> metrics = driver.createInputTopic(
            "database-metrics",
            new StringSerializer(),
            serdes.serde(Topic.DATABASE_METRICS).serializer());
    private final TestInputTopic<String, Applied> applied = driver.createInputTopic(
            "applied", new StringSerializer(), serdes.serde(Topic.APPLIED).serializer());
    private final TestOutputTopic<String, RegressionDetected> regressions = driver.createOutputTopic(
            "regression-detected", new StringDeserializer(), serdes.deserializer(Topic.REGRESSION_DETECTED));
    private final TestOutputTopic<String, MigrationProgress> progress = driver.createOutputTopic(
            "migration-progress", new StringDeserializer(), serdes.deserializer(Topic.MIGRATION_PROGRESS));
    private final UUID migration = UUID.randomUUID();
    private Instant now = START;

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void a_migration_that_hurts_is_reported_once() {
        sample(10, 10);
        apply(ApplyOutcome.APPLIED);
        sample(10, 80);

        assertThat(progress.readValuesToList())
                .extracting(MigrationProgress::getState)
                .containsExactly(ProgressState.RUNNING);
        assertThat(regressions.readValuesToList()).singleElement().satisfies(regression -> {
            assertThat(regression.getMigrationId()).isEqualTo(migration);
            assertThat(regression.getSuggestion()).isEqualTo(Suggestion.ROLL_BACK);
            assertThat(regression.getAutomaticRollback()).isTrue();
            assertThat(regression.getSeverity()).isEqualTo(Severity.DANGER);
            assertThat(regression.getRegressions().getFirst().getBaseline()).isEqualTo(10);
            assertThat(regression.getRegressions().getFirst().getObserved()).isEqualTo(80);
        });
    }

    @Test
    void a_migration_that_hurts_nobody_is_watched_to_the_end() {
        sample(10, 10);
        apply(ApplyOutcome.APPLIED);
        sample(15, 10);

        assertThat(regressions.isEmpty()).isTrue();
        assertThat(progress.readValuesToList())
                .extracting(MigrationProgress::getMessage)
                .containsExactly("watching shop for 2 min", "watched for 2 min: nothing got worse");
    }

    @Test
    void the_same_event_again_starts_no_second_watch() {
        sample(10, 10);
        Applied event = apply(ApplyOutcome.APPLIED);
        applied.pipeInput("shop", event);
        sample(15, 10);
        applied.pipeInput("shop", event);

        assertThat(progress.readValuesToList())
                .extracting(MigrationProgress::getState)
                .containsExactly(ProgressState.RUNNING, ProgressState.DONE);
    }

    @Test
    void what_was_not_applied_is_not_watched() {
        sample(10, 10);
        apply(ApplyOutcome.FAILED);
        apply(ApplyOutcome.REFUSED);
        sample(10, 80);

        assertThat(progress.isEmpty()).isTrue();
        assertThat(regressions.isEmpty()).isTrue();
    }

    @Test
    void what_is_rolled_back_is_no_longer_watched() {
        sample(10, 10);
        apply(ApplyOutcome.APPLIED);
        apply(ApplyOutcome.ROLLED_BACK);
        sample(10, 80);

        assertThat(progress.readValuesToList())
                .extracting(MigrationProgress::getState)
                .containsExactly(ProgressState.RUNNING, ProgressState.DONE);
        assertThat(regressions.isEmpty()).isTrue();
    }

    @Test
    void silence_after_a_migration_is_reported_by_the_clock_alone() {
        sample(10, 10);
        apply(ApplyOutcome.APPLIED);
        driver.advanceWallClockTime(Duration.ofMinutes(4));

        assertThat(regressions.readValuesToList()).singleElement().satisfies(regression -> {
            assertThat(regression.getSuggestion()).isEqualTo(Suggestion.ALERT);
            assertThat(regression.getAutomaticRollback()).isFalse();
            assertThat(regression.getReason()).contains("no metrics of shop");
        });
    }

    @Test
    void a_monitor_that_was_away_makes_up_for_it() {
        sample(10, 10);
        apply(ApplyOutcome.APPLIED);
        driver.advanceWallClockTime(Duration.ofSeconds(140));
        now = now.plusSeconds(140);
        assertThat(progress.readValuesToList())
                .extracting(MigrationProgress::getState)
                .containsExactly(ProgressState.RUNNING);

        sample(10, 80);

        assertThat(regressions.readValuesToList())
                .singleElement()
                .satisfies(regression -> assertThat(regression.getSuggestion()).isEqualTo(Suggestion.ROLL_BACK));
    }

    @Test
    void what_no_later_baseline_needs_is_forgotten() {
        sample(100, 10);

        assertThat(driver.getKeyValueStore(WatchTopology.INTERVALS).approximateNumEntries())
                .isBetween(20L, 26L);
    }

    private Applied apply(ApplyOutcome outcome) {
        Applied event = Applied.newBuilder()
                .setMigrationId(migration)
                .setDatabase("shop")
                .setChange(ChangeReference.newBuilder()
                        .setRepository("shop.git")
                        .setBaseRevision("a")
                        .setHeadRevision("b")
                        .build())
                .setComplete(true)
                .setOutcome(outcome)
                .setReason("")
                .setPlanHash("")
                .setSteps(List.of())
                .setStartedAt(now)
                .setFinishedAt(now)
                .build();
        applied.pipeInput("shop", event);
        return event;
    }

    private void sample(int intervals, double millis) {
        for (int i = 0; i < intervals; i++) {
            Instant from = now;
            now = now.plus(INTERVAL);
            driver.advanceWallClockTime(INTERVAL);
            metrics.pipeInput(
                    "shop",
                    DatabaseMetrics.newBuilder()
                            .setDatabase("shop")
                            .setFrom(from)
                            .setTo(now)
                            .setQueries(List.of(QueryMetrics.newBuilder()
                                    .setFingerprint("f1")
                                    .setQuery("select ?")
                                    .setCalls(100)
                                    .setTotalMillis(100 * millis)
                                    .setRows(100)
                                    .setSharedBlocks(300)
                                    .build()))
                            .setCommits(100)
                            .setRollbacks(0)
                            .setActiveSessions(1)
                            .setBlockedSessions(0)
                            .build());
        }
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "watch-topology-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        return properties;
    }
}
