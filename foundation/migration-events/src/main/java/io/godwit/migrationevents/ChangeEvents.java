package io.godwit.migrationevents;

import io.godwit.events.ChangeReference;
import io.godwit.events.SourceLocation;

/// Where a migration comes from.
public final class ChangeEvents {
    private ChangeEvents() {}

    public static ChangeReference toEvent(io.godwit.model.ChangeReference change) {
        return new ChangeReference(
                change.repository(), change.baseRevision(), change.headRevision(), change.subject(), change.author());
    }

    public static io.godwit.model.ChangeReference fromEvent(ChangeReference change) {
        return new io.godwit.model.ChangeReference(
                change.getRepository(),
                change.getBaseRevision(),
                change.getHeadRevision(),
                change.getSubject(),
                change.getAuthor());
    }

    public static SourceLocation toEvent(io.godwit.model.SourceLocation location) {
        return new SourceLocation(location.file(), location.line());
    }

    public static io.godwit.model.SourceLocation fromEvent(SourceLocation location) {
        return new io.godwit.model.SourceLocation(location.getFile(), location.getLine());
    }
}
