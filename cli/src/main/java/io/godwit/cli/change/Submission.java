package io.godwit.cli.change;

import io.godwit.cli.events.EventSender;
import io.godwit.events.CodeChanged;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.schemas.Topic;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// A code change ready to be published.
///
/// @param event     what is published
/// @param migration the migration it leads to
public record Submission(CodeChanged event, MigrationId migration) {

    /// Reads the change between two revisions; empty if it touches no schema file.
    ///
    /// @param folder any folder inside the repository's work tree
    /// @param base   empty for the parent of `head`
    public static Optional<Submission> of(
            Path folder, Optional<String> base, String head, DatabaseName database, String submittedBy) {
        RevisionRange range = RevisionRange.read(folder, base, head);
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
