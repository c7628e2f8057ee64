package io.godwit.executor;

import static io.godwit.executor.ExampleSteps.ORDERS;
import static io.godwit.executor.ExampleSteps.addColumn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.events.Approve;
import io.godwit.events.MigrationCommand;
import io.godwit.events.RegressionDetected;
import io.godwit.events.Severity;
import io.godwit.events.ShadowTested;
import io.godwit.events.Suggestion;
import io.godwit.executor.lifecycle.Policy;
import io.godwit.executor.lifecycle.Status;
import io.godwit.migrationevents.ChangeEvents;
import io.godwit.migrationevents.PlanEvents;
import io.godwit.model.ChangeReference;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.model.plan.Plan;
import io.godwit.runtime.RunningService;
import io.godwit.schemas.EventSerdes;
import io.godwit.schemas.Topic;
import io.godwit.stack.test.Patience;
import io.godwit.stack.test.TestStack;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ExecutorServiceIT {
    private final String name = "executed-" + UUID.randomUUID().toString().substring(0, 8);
    private final ChangeReference change = new ChangeReference("app", "a", name, "A change", "someone");
    private final MigrationId id = change.migrationIn(new DatabaseName(name));

    @Test
    void an_approved_plan_is_applied_and_a_regression_rolls_it_back_while_another_database_is_away() throws Exception {
        try (ExecutedDatabase database = new ExecutedDatabase(Policy.cautious(), ORDERS);
                KafkaProducer<String, SpecificRecord> producer = producer();
                RunningService service = Main.service().start(settings(database))) {
            Plan plan = database.plan(addColumn());
            send(producer, Topic.SHADOW_TESTED, tested(plan));
            send(producer, Topic.SHADOW_TESTED, tested(plan));
            awaitStatus(database, Status.AWAITING_APPROVAL);

            send(producer, Topic.MIGRATION_COMMANDS, approval(plan));
            awaitStatus(database, Status.APPLIED);
            assertThat(service.notReadyBecause()).contains("database away-" + name);

            send(producer, Topic.REGRESSION_DETECTED, regression());
            awaitStatus(database, Status.ROLLED_BACK);
            await().atMost(Patience.LONGEST)
                    .until(() -> database.value("SELECT count(*) FROM godwit.outbox WHERE NOT published")
                            .equals("0"));
            assertThat(database.value("SELECT count(*) FROM godwit.outbox WHERE topic = 'applied'"))
                    .isEqualTo("2");
        }
    }

    private void awaitStatus(ExecutedDatabase database, Status wanted) {
        await().atMost(Patience.LONGEST)
                .until(
                        () -> database.value("SELECT status FROM godwit.migration WHERE id = '" + id + "'"),
                        wanted.name()::equals);
    }

    private Map<String, String> settings(ExecutedDatabase database) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", TestStack.kafka());
        settings.put("schema.registry.url", TestStack.registryUrl());
        settings.put("health.port", "0");
        settings.put("shutdown.grace", "1s");
        settings.put("databases", name + ",away-" + name);
        settings.put("database." + name + ".url", database.url());
        settings.put("database." + name + ".user", database.role());
        settings.put("database." + name + ".password", "test");
        settings.put("database.away-" + name + ".url", database.url());
        settings.put("database.away-" + name + ".user", database.role());
        settings.put("database.away-" + name + ".password", "wrong");
        return settings;
    }

    private static KafkaProducer<String, SpecificRecord> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", TestStack.kafka()),
                new StringSerializer(),
                EventSerdes.of(TestStack.registryUrl()).serializer());
    }

    private <T extends SpecificRecord> void send(
            KafkaProducer<String, SpecificRecord> producer, Topic<T> topic, T event) throws Exception {
        producer.send(new ProducerRecord<>(topic.name(), name, event)).get();
    }

    private ShadowTested tested(Plan plan) {
        return ShadowTested.newBuilder()
                .setMigrationId(id.value())
                .setDatabase(name)
                .setChange(ChangeEvents.toEvent(change))
                .setPlan(PlanEvents.toEvent(plan))
                .setValidationVerdict(io.godwit.events.Verdict.APPROVED)
                .setSteps(List.of())
                .setRollback(io.godwit.events.RollbackProof.newBuilder()
                        .setOutcome(io.godwit.events.RollbackOutcome.PROVED)
                        .setReversibility(io.godwit.events.Reversibility.LOSSLESS)
                        .build())
                .setFindings(List.of())
                .setVerdict(io.godwit.events.Verdict.APPROVED)
                .setReason("No findings.")
                .setTestedAt(Instant.ofEpochMilli(1_000_000))
                .build();
    }

    private MigrationCommand approval(Plan plan) {
        return MigrationCommand.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setMigrationId(id.value())
                .setDatabase(name)
                .setCommand(Approve.newBuilder()
                        .setPlanHash(plan.hash().hexadecimal())
                        .build())
                .setIssuedBy("ann")
                .setIssuedAt(Instant.now())
                .build();
    }

    private RegressionDetected regression() {
        return RegressionDetected.newBuilder()
                .setMigrationId(id.value())
                .setDatabase(name)
                .setChange(ChangeEvents.toEvent(change))
                .setSeverity(Severity.DANGER)
                .setRegressions(List.of())
                .setBaselineFrom(Instant.ofEpochMilli(1))
                .setBaselineTo(Instant.ofEpochMilli(2))
                .setSuggestion(Suggestion.ROLL_BACK)
                .setAutomaticRollback(true)
                .setReason("A query takes 30 times as long.")
                .setDetectedAt(Instant.now())
                .build();
    }
}
