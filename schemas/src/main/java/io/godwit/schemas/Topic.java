package io.godwit.schemas;

import io.godwit.events.Applied;
import io.godwit.events.CapturedQuery;
import io.godwit.events.CodeChanged;
import io.godwit.events.DatabaseMetrics;
import io.godwit.events.DeadLetter;
import io.godwit.events.MigrationCommand;
import io.godwit.events.MigrationProgress;
import io.godwit.events.MigrationProposed;
import io.godwit.events.MigrationValidated;
import io.godwit.events.RegressionDetected;
import io.godwit.events.ShadowTested;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/// A topic of Godwit: its name, what its records are keyed by, how long they stay, and their schema.
///
/// @param name      the topic's name on the broker
/// @param keyedBy   what the record key, a UTF-8 string, is
/// @param partitions how many partitions the topic is created with; records of one key stay in order
/// @param retention how long records stay; empty means for ever, because the log is the source of truth
/// @param eventType the generated class of the records
/// @param purpose   one sentence for people
/// @param <T>       the type of the records
public record Topic<T extends SpecificRecord>(
        String name, String keyedBy, int partitions, Optional<Duration> retention, Class<T> eventType, String purpose) {

    static {
        TrustedEvents.trust();
    }

    /// What a topic keyed by database is partitioned into. Databases beyond it share partitions, which only costs
    /// parallelism.
    private static final int DATABASE_PARTITIONS = 6;

    /// The largest record a topic takes, in bytes: a code change carries the texts of its files. Kafka's own limit is
    /// 1 MB.
    public static final int LARGEST_EVENT = 10_000_000;

    public static final Topic<CodeChanged> CODE_CHANGED =
            lasting("code-changed", CodeChanged.class, "A code change was published that may need a schema change.");
    public static final Topic<MigrationProposed> MIGRATION_PROPOSED =
            lasting("migration-proposed", MigrationProposed.class, "What the code change needs, as a plan.");
    public static final Topic<MigrationValidated> MIGRATION_VALIDATED = lasting(
            "migration-validated", MigrationValidated.class, "The plan in its safe form, with findings and a verdict.");
    public static final Topic<ShadowTested> SHADOW_TESTED = lasting(
            "shadow-tested", ShadowTested.class, "What the plan did on a copy under replayed production queries.");
    public static final Topic<Applied> APPLIED =
            lasting("applied", Applied.class, "What was done to production, or undone, or refused.");
    public static final Topic<RegressionDetected> REGRESSION_DETECTED =
            lasting("regression-detected", RegressionDetected.class, "A database got worse after a migration.");
    public static final Topic<MigrationCommand> MIGRATION_COMMANDS = lasting(
            "migration-commands",
            MigrationCommand.class,
            "Decisions of people and tools: approve, reject, pause, resume, promote, roll back, answer.");
    public static final Topic<MigrationProgress> MIGRATION_PROGRESS =
            passing("migration-progress", 7, MigrationProgress.class, "How far a long step is, and what it waits for.");
    public static final Topic<DatabaseMetrics> DATABASE_METRICS =
            passing("database-metrics", 30, DatabaseMetrics.class, "What a database did in each interval.");
    public static final Topic<CapturedQuery> CAPTURED_QUERIES = new Topic<>(
            "captured-queries",
            "session",
            DATABASE_PARTITIONS,
            Optional.of(Duration.ofDays(1)),
            CapturedQuery.class,
            "Production statements and row changes, in order.");
    public static final Topic<DeadLetter> DEAD_LETTERS = new Topic<>(
            "dead-letters",
            "source topic",
            1,
            Optional.of(Duration.ofDays(30)),
            DeadLetter.class,
            "Records no service could handle, with the error and where they came from.");

    private static <T extends SpecificRecord> Topic<T> lasting(String name, Class<T> eventType, String purpose) {
        return new Topic<>(name, "database", DATABASE_PARTITIONS, Optional.empty(), eventType, purpose);
    }

    private static <T extends SpecificRecord> Topic<T> passing(
            String name, int days, Class<T> eventType, String purpose) {
        return new Topic<>(
                name, "database", DATABASE_PARTITIONS, Optional.of(Duration.ofDays(days)), eventType, purpose);
    }

    /// The schema of the topic's records.
    public Schema schema() {
        return org.apache.avro.specific.SpecificData.get().getSchema(eventType);
    }

    /// The topic as it is to be created on a broker.
    ///
    /// @param replicationFactor copies of each partition; at most the number of brokers
    public NewTopic asNewTopic(short replicationFactor) {
        return new NewTopic(name, partitions, replicationFactor)
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        retention.map(Duration::toMillis).map(String::valueOf).orElse("-1"),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        String.valueOf(LARGEST_EVENT)));
    }
}
