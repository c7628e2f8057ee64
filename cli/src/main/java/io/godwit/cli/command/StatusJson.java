package io.godwit.cli.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.godwit.cli.events.EventJson;
import io.godwit.cli.timeline.Migration;
import io.godwit.cli.timeline.Narration;
import io.godwit.cli.timeline.Standing;
import io.godwit.cli.timeline.State;
import io.godwit.events.ChangeReference;
import io.godwit.events.ShadowTested;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Migrations as JSON. Fields are added, never renamed.
final class StatusJson {
    private StatusJson() {}

    static String of(List<Migration> migrations) {
        return EventJson.json(json -> {
            json.writeStartArray();
            for (Migration migration : migrations) {
                json.writeStartObject();
                summary(json, migration);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static String of(Migration migration) {
        return EventJson.json(json -> {
            json.writeStartObject();
            summary(json, migration);
            json.writeArrayFieldStart("history");
            for (Migration.Moment moment : migration.history()) {
                Narration narration = Narration.of(moment.event());
                json.writeStartObject();
                json.writeStringField("at", moment.at().toString());
                json.writeStringField("event", moment.event().getSchema().getName());
                json.writeStringField("says", narration.headline());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void summary(JsonGenerator json, Migration migration) throws IOException {
        Standing standing = migration.standing();
        json.writeStringField("id", migration.id().toString());
        json.writeStringField("database", migration.database());
        json.writeStringField("subject", migration.subject());
        optional(json, "repository", migration.change().map(ChangeReference::getRepository));
        optional(json, "headRevision", migration.change().map(ChangeReference::getHeadRevision));
        json.writeStringField("state", standing.state().name());
        json.writeStringField("stage", standing.stage().name());
        optional(json, "verdict", migration.verdict());
        json.writeStringField("detail", standing.detail());
        json.writeBooleanField("waitsForPerson", standing.state() == State.WAITING);
        optional(
                json,
                "planHash",
                migration.shadowTested().map(ShadowTested::getPlan).map(plan -> plan.getPlanHash()));
        optional(
                json,
                "outcome",
                migration.applied().map(applied -> applied.getOutcome().name()));
        json.writeStringField("submittedAt", migration.began().toString());
        json.writeStringField("updatedAt", migration.lastHeardOf().toString());
    }

    private static void optional(JsonGenerator json, String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(field, value.get());
        } else {
            json.writeNullField(field);
        }
    }
}
