package io.godwit.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.events.BuildIndexConcurrently;
import io.godwit.events.CaptureSource;
import io.godwit.events.CapturedQuery;
import io.godwit.events.CapturedStatement;
import io.godwit.events.ChangeReference;
import io.godwit.events.Finding;
import io.godwit.events.MigrationProgress;
import io.godwit.events.MigrationProposed;
import io.godwit.events.MigrationValidated;
import io.godwit.events.NoChange;
import io.godwit.events.ProgressState;
import io.godwit.events.ProposedPlan;
import io.godwit.events.Verdict;
import io.godwit.migrationevents.PlanEvents;
import io.godwit.model.ContentHash;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.runtime.RunningService;
import io.godwit.schemas.EventSerdes;
import io.godwit.schemas.Topic;
import io.godwit.schemas.TopicCatalogue;
import io.godwit.stack.test.Patience;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

final class ValidatorServiceIT {
    private final EventSerdes serdes = EventSerdes.of(TestStack.registryUrl());
    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final String shop = "shop-" + suffix;
    private final String locked = "locked-" + suffix;

    @Test
    void a_proposal_is_judged_and_made_safe_and_a_database_that_refuses_the_login_is_named() throws Exception {
        try (TestDatabase database = TestStack.newDatabase();
                Admin admin = Admin.create(Map.of("bootstrap.servers", TestStack.kafka()))) {
            database.execute("create table t (id int primary key, a int, b int); insert into t values (1, 1)");
            TopicCatalogue.createMissing(admin, (short) 1);
            Plan plan = new Plan(
                    ContentHash.of("another schema"),
                    List.of(
                            Step.of(
                                    "1",
                                    Phase.EXPAND,
                                    "Index t.a",
                                    Action.RunSql.together("CREATE INDEX \"t_a\" ON \"public\".\"t\" (\"a\")"),
                                    Rollback.lossless("DROP INDEX \"public\".\"t_a\""),
                                    Optional.empty()),
                            Step.of(
                                    "2",
                                    Phase.CONTRACT,
                                    "Drop t.b",
                                    Action.RunSql.together("ALTER TABLE \"public\".\"t\" DROP COLUMN \"b\""),
                                    Rollback.impossible("the values are gone"),
                                    Optional.empty())));
            ProposedPlan proposed = new ProposedPlan(List.of(), PlanEvents.toEvent(plan), List.of());

            try (RunningService service = Main.service().start(settings(database))) {
                service.awaitReady(Patience.LONGEST);
                publish(Topic.CAPTURED_QUERIES, shop, captured("select b from t where id = 1"));
                publish(proposal(shop, new NoChange("only comments changed")));
                publish(proposal(locked, proposed));
                publish(proposal(shop, proposed));

                List<MigrationValidated> validated =
                        await().atMost(Patience.LONGEST).until(() -> validatedOf(shop), events -> !events.isEmpty());
                assertThat(validated).hasSize(1);
                assertThat(validated.getFirst().getPlan().getSteps())
                        .first()
                        .satisfies(step -> assertThat(step.getAction()).isInstanceOf(BuildIndexConcurrently.class));
                assertThat(validated.getFirst().getFindings())
                        .extracting(Finding::getCode)
                        .contains("GW015", "GW104", "GW134");
                assertThat(validated.getFirst().getFindings())
                        .filteredOn(finding -> finding.getCode().equals("GW134"))
                        .singleElement()
                        .satisfies(finding -> assertThat(finding.getMessage())
                                .contains("column \"b\" does not exist", "(application web)"));
                assertThat(validated.getFirst().getReason()).contains("run forward and back on a copy of the schema");
                assertThat(validated.getFirst().getVerdict()).isEqualTo(Verdict.NEEDS_APPROVAL);
                await().atMost(Patience.LONGEST)
                        .untilAsserted(() -> assertThat(read(Topic.MIGRATION_PROGRESS))
                                .filteredOn(progress -> progress.getDatabase().equals(locked))
                                .filteredOn(progress -> progress.getState() == ProgressState.FAILED)
                                .extracting(MigrationProgress::getMessage)
                                .singleElement()
                                .asString()
                                .contains("database '" + locked + "'", "refuses the login")
                                .doesNotContain("wrong-password"));
            }
        }
    }

    private Map<String, String> settings(TestDatabase database) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", TestStack.kafka());
        settings.put("schema.registry.url", TestStack.registryUrl());
        settings.put("databases", shop + "," + locked);
        for (String name : List.of(shop, locked)) {
            settings.put("database." + name + ".url", database.jdbcUrl());
            settings.put("database." + name + ".user", database.address().user());
            settings.put(
                    "database." + name + ".password",
                    name.equals(shop) ? database.address().password() : "wrong-password");
        }
        settings.put("copies.url", TestStack.copies().jdbcUrl("postgres"));
        settings.put("copies.user", TestStack.copies().user());
        settings.put("copies.password", TestStack.copies().password());
        settings.put("health.port", "0");
        settings.put("retry.attempts", "1");
        return settings;
    }

    private MigrationProposed proposal(String database, Object outcome) {
        return new MigrationProposed(
                UUID.randomUUID(),
                database,
                new ChangeReference("shop", "a", "b", "subject", "author"),
                outcome,
                List.of(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private List<MigrationValidated> validatedOf(String database) {
        return read(Topic.MIGRATION_VALIDATED).stream()
                .filter(event -> event.getDatabase().equals(database))
                .toList();
    }

    private CapturedQuery captured(String sql) {
        return new CapturedQuery(
                shop,
                "session",
                1L,
                CaptureSource.QUERY_LOG,
                "app",
                "web",
                "",
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                new CapturedStatement(sql, List.of(), true, false, 100L, null));
    }

    private void publish(MigrationProposed event) throws Exception {
        publish(Topic.MIGRATION_PROPOSED, event.getDatabase(), event);
    }

    private void publish(Topic<?> topic, String key, SpecificRecord event) throws Exception {
        try (KafkaProducer<String, SpecificRecord> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestStack.kafka()), new StringSerializer(), serdes.serializer())) {
            producer.send(new ProducerRecord<>(topic.name(), key, event)).get();
        }
    }

    private <T extends SpecificRecord> List<T> read(Topic<T> topic) {
        List<T> events = new ArrayList<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", TestStack.kafka(), "isolation.level", "read_committed");
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
