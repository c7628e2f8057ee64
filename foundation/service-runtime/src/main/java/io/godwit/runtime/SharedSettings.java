package io.godwit.runtime;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/// The keys every service has.
final class SharedSettings {
    static final String BOOTSTRAP_SERVERS = "kafka.bootstrap.servers";
    static final String REGISTRY_URL = "schema.registry.url";
    static final String DATABASES = "databases";
    static final String INSTANCE = "instance.id";
    static final String TOPICS_CREATE = "topics.create";
    static final String TOPICS_REPLICATION = "topics.replication";
    static final String HEALTH_HOST = "health.host";
    static final String HEALTH_PORT = "health.port";
    static final String LOG_FORMAT = "log.format";
    static final String LOG_LEVEL = "log.level";
    static final String RETRY_ATTEMPTS = "retry.attempts";
    static final String RETRY_DELAY = "retry.delay";
    static final String RETRY_DELAY_LONGEST = "retry.delay.max";
    static final String SHUTDOWN_GRACE = "shutdown.grace";

    /// Keys that begin with one of these are handed to the client they name as they are.
    static final List<String> PASSED_THROUGH = List.of("kafka.", "schema.registry.");

    private SharedSettings() {}

    static ConfigDef definition() {
        return new ConfigDef()
                .define(
                        BOOTSTRAP_SERVERS,
                        Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new ConfigDef.NonEmptyString(),
                        Importance.HIGH,
                        "Addresses of Kafka brokers, HOST:PORT joined by commas.")
                .define(
                        REGISTRY_URL,
                        Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        ConfigDef.LambdaValidator.with(SharedSettings::addresses, () -> ""),
                        Importance.HIGH,
                        "Address of the schema registry's Confluent-compatible API; several joined by commas.")
                .define(
                        DATABASES,
                        Type.LIST,
                        List.of(),
                        Importance.HIGH,
                        "Names of the databases the service is responsible for; each has database.NAME.* keys.")
                .define(
                        INSTANCE,
                        Type.STRING,
                        "",
                        Importance.LOW,
                        "Tells instances of one service apart; keep it the same over restarts. Empty: the host's name with"
                                + " health.port, or a random one if the port is 0.")
                .define(
                        TOPICS_CREATE,
                        Type.BOOLEAN,
                        true,
                        Importance.MEDIUM,
                        "Whether topics the broker does not have are created at start; if not, the service waits for"
                                + " them.")
                .define(
                        TOPICS_REPLICATION,
                        Type.INT,
                        1,
                        ConfigDef.Range.between(1, 32_767),
                        Importance.MEDIUM,
                        "Copies of each partition of the topics it creates; at most the number of brokers.")
                .define(
                        HEALTH_HOST,
                        Type.STRING,
                        "127.0.0.1",
                        new ConfigDef.NonEmptyString(),
                        Importance.LOW,
                        "Address /health/live, /health/ready and /metrics are served on; 0.0.0.0 in a container.")
                .define(
                        HEALTH_PORT,
                        Type.INT,
                        0,
                        ConfigDef.Range.between(0, 65_535),
                        Importance.LOW,
                        "Port of the same; 0 takes any free one and logs it.")
                .define(
                        LOG_FORMAT,
                        Type.STRING,
                        "json",
                        ConfigDef.ValidString.in("json", "text"),
                        Importance.LOW,
                        "How log lines are written: json for machines, text for people.")
                .define(
                        LOG_LEVEL,
                        Type.STRING,
                        "info",
                        ConfigDef.CaseInsensitiveValidString.in("error", "warn", "info", "debug", "trace"),
                        Importance.LOW,
                        "The least level of Godwit's own log lines.")
                .define(
                        RETRY_ATTEMPTS,
                        Type.INT,
                        6,
                        ConfigDef.Range.atLeast(1),
                        Importance.MEDIUM,
                        "How often an event is tried, the first time included, before it goes to dead-letters.")
                .define(
                        RETRY_DELAY,
                        Type.STRING,
                        "500ms",
                        Durations.any(),
                        Importance.LOW,
                        "Pause before the second attempt; it doubles with each further one, and jitter is applied.")
                .define(
                        RETRY_DELAY_LONGEST,
                        Type.STRING,
                        "30s",
                        Durations.atLeast(Duration.ofMillis(1)),
                        Importance.LOW,
                        "The longest pause between two attempts.")
                .define(
                        SHUTDOWN_GRACE,
                        Type.STRING,
                        "20s",
                        Durations.any(),
                        Importance.LOW,
                        "How long running handlers may go on when the service is asked to stop.");
    }

    private static void addresses(String key, @Nullable Object value) {
        if (value == null) {
            return;
        }
        try {
            boolean absolute =
                    RegistryCheck.of(value.toString()).urls().stream().allMatch(URI::isAbsolute);
            if (!absolute) {
                throw new ConfigException(key, value, "write a URL, for example http://localhost:8081");
            }
        } catch (IllegalArgumentException malformed) {
            throw new ConfigException(key, value, "write a URL, for example http://localhost:8081");
        }
    }
}
