package io.godwit.cli.command;

import io.godwit.cli.timeline.Migration;
import io.godwit.cli.timeline.MigrationTimeline;
import io.godwit.model.Problem;
import java.util.List;
import java.util.stream.Collectors;

/// Finds the migration an abbreviated id means.
final class Lookup {
    private Lookup() {}

    /// @throws Problem USER if none or several begin so
    static Migration one(MigrationTimeline timeline, String abbreviatedId) {
        List<Migration> found = timeline.beginningWith(abbreviatedId);
        if (found.isEmpty()) {
            throw Problem.user(
                    "UNKNOWN_MIGRATION",
                    "No migration's id begins with '" + abbreviatedId + "'. `godwit status` lists them.");
        }
        if (found.size() > 1) {
            throw Problem.user(
                    "AMBIGUOUS_MIGRATION",
                    "Several migrations' ids begin with '" + abbreviatedId + "': "
                            + found.stream()
                                    .map(migration -> migration.id().toString())
                                    .collect(Collectors.joining(", ")));
        }
        return found.getFirst();
    }
}
