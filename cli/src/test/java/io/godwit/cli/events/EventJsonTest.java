package io.godwit.cli.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.events.MigrationCommand;
import io.godwit.events.Pause;
import io.godwit.schemas.Topic;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void an_event_is_one_line_with_its_place_and_the_kind_of_what_may_be_several() {
        MigrationCommand command = MigrationCommand.newBuilder()
                .setCommandId(new UUID(0, 1))
                .setMigrationId(new UUID(0, 2))
                .setDatabase("shop")
                .setCommand(Pause.newBuilder().build())
                .setIssuedBy("ada")
                .setReason("two\nlines")
                .setIssuedAt(TEN)
                .build();
        assertThat(EventJson.line(new TopicRecord.Event(Topic.MIGRATION_COMMANDS, "shop", TEN, 3, 7, command)))
                .isEqualTo("{\"topic\":\"migration-commands\",\"partition\":3,\"offset\":7,"
                        + "\"timestamp\":\"2026-11-22T10:00:00Z\",\"key\":\"shop\",\"event\":{"
                        + "\"commandId\":\"00000000-0000-0000-0000-000000000001\","
                        + "\"migrationId\":\"00000000-0000-0000-0000-000000000002\",\"database\":\"shop\","
                        + "\"command\":{\"kind\":\"Pause\"},\"issuedBy\":\"ada\",\"reason\":\"two\\nlines\","
                        + "\"issuedAt\":\"2026-11-22T10:00:00Z\"}}");
    }

    @Test
    void a_record_that_is_no_event_says_why() {
        assertThat(EventJson.line(new TopicRecord.Unreadable(Topic.APPLIED, "", TEN, 0, 1, "Unknown magic byte!")))
                .endsWith("\"unreadable\":\"Unknown magic byte!\"}");
    }
}
