package io.godwit.cli.change;

import io.godwit.cli.events.EventSender;
import io.godwit.events.CodeChanged;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.schemas.Topic;
import java.time.Instant;
import java.util.Optional;

/// A code change ready to be published.
///
/// @param event     what is published
/// @param migration the migration it leads to
public record Submission(CodeChanged event, MigrationId migration) {

    /// The change of a range of revisions; empty if it touches no schema file.
    public static Optional<Submission> of(RevisionRange range, DatabaseName database, String submittedBy) {
        return SchemaFiles.codeChanged(range, database, submittedBy, Instant.now())
                .map(event -> new Submission(event, MigrationId.of(range.repository(), range.head(), database)));
    }

    /// The first line of the commit's message.
    public String subject() {
        return event.getChange().getSubject();
    }

    public void publish(EventSender sender) {
        sender.publish(Topic.CODE_CHANGED, event.getDatabase(), event);
    }
}
