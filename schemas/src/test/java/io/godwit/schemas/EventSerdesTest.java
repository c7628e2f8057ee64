package io.godwit.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.events.Approve;
import io.godwit.events.CaptureSource;
import io.godwit.events.CapturedQuery;
import io.godwit.events.CapturedStatement;
import io.godwit.events.MigrationCommand;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class EventSerdesTest {
    private final EventSerdes serdes = EventSerdes.of("mock://event-serdes");

    @Test
    void an_event_with_a_variant_an_id_and_a_time_comes_back_as_it_was() {
        MigrationCommand command = MigrationCommand.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setMigrationId(UUID.randomUUID())
                .setDatabase("shop")
                .setCommand(new Approve("cafe"))
                .setIssuedBy("ada")
                .setIssuedAt(Instant.ofEpochMilli(1_790_000_000_123L))
                .build();

        byte[] bytes = serdes.serializer().serialize(Topic.MIGRATION_COMMANDS.name(), command);

        assertThat(bytes[0]).as("the Confluent wire format's magic byte").isZero();
        assertThat(serdes.deserializer(Topic.MIGRATION_COMMANDS).deserialize(Topic.MIGRATION_COMMANDS.name(), bytes))
                .isEqualTo(command);
    }

    @Test
    void a_parameter_that_is_null_stays_null() {
        CapturedStatement statement = CapturedStatement.newBuilder()
                .setSql("SELECT $1, $2")
                .setParameters(Arrays.asList("x", null))
                .build();
        CapturedQuery query = CapturedQuery.newBuilder()
                .setDatabase("shop")
                .setSession("s1")
                .setSequence(7)
                .setSource(CaptureSource.QUERY_LOG)
                .setStartedAt(Instant.ofEpochMilli(0))
                .setWhat(statement)
                .build();

        byte[] bytes = serdes.serializer().serialize(Topic.CAPTURED_QUERIES.name(), query);

        assertThat(serdes.deserializer(Topic.CAPTURED_QUERIES).deserialize(Topic.CAPTURED_QUERIES.name(), bytes))
                .isEqualTo(query);
    }

    @Test
    void bytes_that_are_no_event_are_refused() {
        assertThatThrownBy(() -> serdes.deserializer(Topic.CODE_CHANGED)
                        .deserialize(
                                Topic.CODE_CHANGED.name(),
                                "not avro".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(SerializationException.class);
    }
}
