package io.godwit.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.events.Applied;
import io.godwit.events.ApplyOutcome;
import io.godwit.events.ChangeReference;
import io.godwit.events.DatabaseMetrics;
import io.godwit.events.DeadLetter;
import io.godwit.events.ErrorMetrics;
import io.godwit.events.QueryMetrics;
import io.godwit.events.RegressionDetected;
import io.godwit.events.RegressionKind;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.runtime.RunningService;
import io.godwit.schemas.EventSerdes;
import io.godwit.schemas.Topic;
import io.godwit.stack.postgres.ProductionRoles;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole service against a real server, broker and registry.
class MonitorIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    private final TestDatabase database = TestStack.newDatabase();
    private final String name = database.name();
    private final EventSerdes serdes = EventSerdes.of(TestStack.registryUrl());
    private volatile boolean enough;

    @BeforeEach
    void prepare() {
        database.execute("create extension pg_stat_statements; create table item (id int primary key);"
                + "create function price(item int) returns int volatile language sql return item;"
                + "grant execute on function pg_read_binary_file(text, bigint, bigint, boolean) to "
                + ProductionRoles.READER);
    }

    @AfterEach
    void dropTheDatabase() {
        enough = true;
        database.close();
    }

    @Test
    void a_query_that_a_migration_made_slower_is_reported() throws Exception {
        Thread application = Thread.ofVirtual().start(this::useTheDatabase);
        try (RunningService _ = start();
                KafkaConsumer<String, DatabaseMetrics> metrics = consumer(Topic.DATABASE_METRICS);
                KafkaConsumer<String, RegressionDetected> regressions = consumer(Topic.REGRESSION_DETECTED);
                KafkaConsumer<String, DeadLetter> deadLetters = consumer(Topic.DEAD_LETTERS)) {
            DatabaseMetrics sampled = first(metrics, found -> query(found) && error(found));
            assertThat(sampled.getTables()).anyMatch(table -> table.getTable().equals("item"));
            for (int i = 0; i < 8; i++) {
                first(metrics, found -> found.getFrom().isAfter(sampled.getFrom()));
            }

            Instant began = Instant.now();
            database.execute(
                    "create or replace function price(item int) returns int volatile language sql as 'select pg_sleep(0.04); select item'");
            UUID noise = publishNoise();
            UUID migration = apply(began);

            RegressionDetected regression =
                    first(regressions, found -> found.getMigrationId().equals(migration));
            assertThat(regression.getRegressions()).anySatisfy(worse -> {
                assertThat(worse.getKind()).isEqualTo(RegressionKind.QUERY_SLOWER);
                assertThat(worse.getSubject()).isEqualTo("select price(?)");
                assertThat(worse.getObserved()).isGreaterThan(40);
            });
            DeadLetter letter = first(deadLetters, found -> found.getValue().equals(Optional.of(bytes(noise))));
            assertThat(letter.getService()).isEqualTo("monitor");
            assertThat(letter.getErrorCode()).isEqualTo("EVENT_UNREADABLE");
        }
        enough = true;
        application.join();
    }

    private static boolean query(DatabaseMetrics metrics) {
        return metrics.getQueries().stream().map(QueryMetrics::getQuery).anyMatch("select price(?)"::equals);
    }

    private static boolean error(DatabaseMetrics metrics) {
        return metrics.getErrors().orElse(List.of()).stream()
                .map(ErrorMetrics::getSqlState)
                .anyMatch("42703"::equals);
    }

    private void useTheDatabase() {
        DatabaseAddress address = new DatabaseAddress(
                database.jdbcUrl(),
                TestStack.production().user(),
                TestStack.production().password());
        try (Connection connection = address.connect("web");
                Statement statement = connection.createStatement()) {
            for (int i = 0; !enough; i++) {
                statement.execute("select price(" + i % 10 + ")");
                if (i % 50 == 0) {
                    failing(statement);
                }
            }
        } catch (SQLException dropped) {
            assertThat(enough)
                    .as("the application lost its connection: %s", dropped)
                    .isTrue();
        }
    }

    private static void failing(Statement statement) {
        try {
            statement.execute("select missing");
        } catch (SQLException expected) {
            assertThat(expected.getSQLState()).isEqualTo("42703");
        }
    }

    private RunningService start() throws InterruptedException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "kafka.bootstrap.servers",
                TestStack.kafka(),
                "schema.registry.url",
                TestStack.registryUrl(),
                "monitor.interval",
                "200ms",
                "monitor.window",
                "400ms",
                "monitor.query.settling",
                "0s",
                "monitor.query.calls",
                "3",
                "databases",
                name,
                "database." + name + ".url",
                database.jdbcUrl(),
                "database." + name + ".user",
                ProductionRoles.READER,
                "database." + name + ".password",
                TestStack.production().password()));
        RunningService service = Main.service().start(settings);
        service.awaitReady(SOON);
        return service;
    }

    private static ByteBuffer bytes(UUID noise) {
        return ByteBuffer.wrap(noise.toString().getBytes(UTF_8));
    }

    /// A record that is no event.
    private UUID publishNoise() throws Exception {
        UUID noise = UUID.randomUUID();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestStack.kafka()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            Topic.APPLIED.name(), name, bytes(noise).array()))
                    .get();
        }
        return noise;
    }

    private UUID apply(Instant began) throws Exception {
        UUID migration = UUID.randomUUID();
        Applied applied = Applied.newBuilder()
                .setMigrationId(migration)
                .setDatabase(name)
                .setChange(ChangeReference.newBuilder()
                        .setRepository("shop.git")
                        .setBaseRevision("a")
                        .setHeadRevision("b")
                        .build())
                .setComplete(true)
                .setOutcome(ApplyOutcome.APPLIED)
                .setReason("")
                .setPlanHash("")
                .setSteps(List.of())
                .setStartedAt(began)
                .setFinishedAt(Instant.now())
                .build();
        try (KafkaProducer<String, SpecificRecord> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestStack.kafka()), new StringSerializer(), serdes.serializer())) {
            producer.send(new ProducerRecord<>(Topic.APPLIED.name(), name, applied))
                    .get();
        }
        return migration;
    }

    private <T extends SpecificRecord> KafkaConsumer<String, T> consumer(Topic<T> topic) {
        KafkaConsumer<String, T> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        TestStack.kafka(),
                        "isolation.level",
                        "read_committed",
                        "max.poll.records",
                        1),
                new StringDeserializer(),
                serdes.deserializer(topic));
        List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                .mapToObj(i -> new TopicPartition(topic.name(), i))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    private <T extends SpecificRecord> T first(KafkaConsumer<String, T> consumer, Predicate<T> wanted) {
        List<T> found = new ArrayList<>();
        await().atMost(SOON).until(() -> {
            for (ConsumerRecord<String, T> event : consumer.poll(Duration.ofMillis(100))) {
                if (Set.of(name, Topic.APPLIED.name()).contains(event.key()) && wanted.test(event.value())) {
                    found.add(event.value());
                }
            }
            return !found.isEmpty();
        });
        return found.getFirst();
    }
}
