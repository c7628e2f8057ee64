package io.godwit.cli.events;

import io.godwit.cli.timeline.Migration;
import io.godwit.events.Approve;
import io.godwit.events.MigrationCommand;
import io.godwit.events.ShadowTested;
import io.godwit.model.Problem;
import io.godwit.schemas.Topic;
import java.time.Instant;
import java.util.UUID;

/// What a person decided about a migration, ready to be published.
public record Decision(MigrationCommand command) {

    /// @param what one of the kinds of command of [MigrationCommand]
    public static Decision of(Migration migration, Object what, String by, String reason) {
        return new Decision(MigrationCommand.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setMigrationId(migration.id().value())
                .setDatabase(migration.database())
                .setCommand(what)
                .setIssuedBy(by)
                .setReason(reason)
                .setIssuedAt(Instant.now())
                .build());
    }

    /// The approval of the plan that was tested.
    ///
    /// @throws Problem USER if no plan was tested yet
    public static Approve approval(Migration migration) {
        ShadowTested tested = migration
                .shadowTested()
                .orElseThrow(() -> Problem.user(
                        "NOTHING_TO_APPROVE",
                        "Migration " + migration.id() + " has no tested plan to approve yet: it "
                                + migration.standing().detail()));
        return Approve.newBuilder().setPlanHash(tested.getPlan().getPlanHash()).build();
    }

    public void publish(EventSender sender) {
        sender.publish(Topic.MIGRATION_COMMANDS, command.getDatabase(), command);
    }
}
