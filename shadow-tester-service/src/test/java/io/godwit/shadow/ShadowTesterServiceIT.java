package io.godwit.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.events.CapturedQuery;
import io.godwit.events.MigrationProgress;
import io.godwit.events.MigrationValidated;
import io.godwit.events.ProgressState;
import io.godwit.events.ShadowTested;
import io.godwit.events.Verdict;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.runtime.RunningService;
import io.godwit.schemas.EventSerdes;
import io.godwit.schemas.Topic;
import io.godwit.schemas.TopicCatalogue;
import io.godwit.stack.test.Patience;
import io.godwit.stack.test.TestStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShadowTesterServiceIT {
    private final EventSerdes serdes = EventSerdes.of(TestStack.registryUrl());
    private Shop shop;

    @BeforeEach
    void open() throws Exception {
        shop = new Shop();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestStack.kafka()))) {
            TopicCatalogue.createMissing(admin, (short) 1);
        }
    }

    @AfterEach
    void close() {
        shop.database.close();
    }

    @Test
    void a_validated_migration_is_tested_and_one_of_an_unknown_database_is_given_up() throws Exception {
        MigrationValidated good = shop.validated(addTier());
        MigrationValidated unknown = MigrationValidated.newBuilder(good)
                .setDatabase(shop.name() + "-nowhere")
                .build();
        try (RunningService service = Main.service().start(settings())) {
            service.awaitReady(Patience.LONGEST);
            publish(Topic.CAPTURED_QUERIES, shop.captured(3), CapturedQuery::getSession);
            publish(Topic.MIGRATION_VALIDATED, List.of(unknown, good), MigrationValidated::getDatabase);

            ShadowTested tested = await().atMost(Patience.LONGEST)
                    .until(
                            () -> read(Topic.SHADOW_TESTED).stream()
                                    .filter(event -> event.getDatabase().equals(good.getDatabase()))
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
            assertThat(tested.getVerdict()).isEqualTo(Verdict.APPROVED);
            assertThat(tested.getReplay().orElseThrow().getStatements()).isEqualTo(24);
            await().atMost(Patience.LONGEST)
                    .untilAsserted(() -> assertThat(read(Topic.MIGRATION_PROGRESS))
                            .filteredOn(progress -> progress.getDatabase().equals(unknown.getDatabase()))
                            .filteredOn(progress -> progress.getState() == ProgressState.FAILED)
                            .extracting(MigrationProgress::getMessage)
                            .singleElement()
                            .asString()
                            .contains("add it to 'databases'"));
        }
    }

    private static Step addTier() {
        return Step.of(
                "1-add",
                Phase.EXPAND,
                "add users.tier",
                Action.RunSql.together("ALTER TABLE users ADD COLUMN tier text"),
                Rollback.lossless("ALTER TABLE users DROP COLUMN tier"),
                Optional.empty());
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", TestStack.kafka());
        settings.put("schema.registry.url", TestStack.registryUrl());
        settings.put("databases", shop.name().value());
        settings.put("database." + shop.name() + ".url", shop.address().url());
        settings.put("database." + shop.name() + ".user", shop.address().user());
        settings.put("database." + shop.name() + ".password", shop.address().password());
        settings.put("copies.url", TestStack.copies().jdbcUrl("postgres"));
        settings.put("copies.user", TestStack.copies().user());
        settings.put("copies.password", TestStack.copies().password());
        settings.put("health.port", "0");
        settings.put("shadow.measure.budget", "300ms");
        return settings;
    }

    private <T extends SpecificRecord> void publish(Topic<T> topic, List<T> events, Function<T, String> key)
            throws Exception {
        try (KafkaProducer<String, SpecificRecord> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestStack.kafka()), new StringSerializer(), serdes.serializer())) {
            for (T event : events) {
                producer.send(new ProducerRecord<>(topic.name(), key.apply(event), event))
                        .get();
            }
        }
    }

    private <T extends SpecificRecord> List<T> read(Topic<T> topic) {
        List<T> events = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", TestStack.kafka(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record ->
                                events.add(serdes.deserializer(topic).deserialize(record.topic(), record.value())));
            }
        }
        return events;
    }
}
