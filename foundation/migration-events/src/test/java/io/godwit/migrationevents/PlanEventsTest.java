package io.godwit.migrationevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.model.ContentHash;
import io.godwit.model.Problem;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.ExpectedLock;
import io.godwit.model.plan.LockMode;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

class PlanEventsTest {
    private static final ObjectName ORDERS = new ObjectName("shop", "Or.der");
    private static final Plan PLAN = new Plan(
            ContentHash.of("catalog"),
            List.of(
                    Step.of(
                                    "1",
                                    Phase.EXPAND,
                                    "add a column",
                                    Action.RunSql.together("ALTER TABLE t ADD COLUMN c integer"),
                                    Rollback.lossless("ALTER TABLE t DROP COLUMN c"),
                                    Optional.of("SELECT true"))
                            .withLocks(List.of(new ExpectedLock(ORDERS, LockMode.ACCESS_EXCLUSIVE)))
                            .serving(List.of("change-1")),
                    Step.of(
                                    "2",
                                    Phase.EXPAND,
                                    "index it",
                                    new Action.BuildIndexConcurrently(
                                            ORDERS.sibling("i"), "CREATE INDEX CONCURRENTLY i ON t (c)"),
                                    Rollback.losslessAlone("DROP INDEX CONCURRENTLY i"),
                                    Optional.empty())
                            .withTimeouts(Duration.ZERO, Duration.ofMinutes(5)),
                    Step.of(
                            "3",
                            Phase.MIGRATE,
                            "fill it",
                            new Action.Backfill(ORDERS, List.of("id"), "c = 1", "c IS NULL", 1000),
                            Rollback.lossy("the values are gone", "UPDATE t SET c = NULL"),
                            Optional.empty()),
                    Step.of(
                            "delete",
                            Phase.MIGRATE,
                            "delete some",
                            new Action.DeleteRows(ORDERS, List.of("id"), "c > 1", 1000),
                            Rollback.impossible("the rows are gone"),
                            Optional.empty()),
                    Step.of(
                            "compare",
                            Phase.MIGRATE,
                            "compare old and new",
                            new Action.Compare(ORDERS, List.of("id"), "c IS DISTINCT FROM d"),
                            Rollback.lossless(),
                            Optional.empty()),
                    Step.of(
                            "wait",
                            Phase.CONTRACT,
                            "wait",
                            new Action.AwaitQuiet(List.of(
                                    new Action.UsedName(ORDERS, Optional.empty()),
                                    new Action.UsedName(ORDERS, Optional.of("c")))),
                            Rollback.lossless(),
                            Optional.empty()),
                    Step.of(
                            "4",
                            Phase.CONTRACT,
                            "burn the bridge",
                            Action.RunSql.alone("DROP TABLE old"),
                            Rollback.impossible("nothing is kept"),
                            Optional.empty())));

    @Test
    void a_plan_comes_back_from_its_bytes_unchanged_with_its_hash() throws IOException {
        io.godwit.events.Plan event = PlanEvents.toEvent(PLAN);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        org.apache.avro.io.BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(io.godwit.events.Plan.class).write(event, encoder);
        encoder.flush();

        io.godwit.events.Plan read = new SpecificDatumReader<>(io.godwit.events.Plan.class)
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));

        assertThat(PlanEvents.fromEvent(read)).isEqualTo(PLAN);
        assertThat(PlanEvents.fromEvent(read).hash()).isEqualTo(PLAN.hash());
    }

    @Test
    void a_plan_whose_steps_were_changed_on_the_way_is_refused() {
        io.godwit.events.Plan event = PlanEvents.toEvent(PLAN);
        io.godwit.events.Plan tampered = io.godwit.events.Plan.newBuilder(event)
                .setSteps(event.getSteps().subList(0, 2))
                .build();

        assertThatThrownBy(() -> PlanEvents.fromEvent(tampered))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("changed on the way");
    }
}
