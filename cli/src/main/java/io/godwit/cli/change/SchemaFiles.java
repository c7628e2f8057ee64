package io.godwit.cli.change;

import io.godwit.events.ChangeReference;
import io.godwit.events.ChangedFile;
import io.godwit.events.CodeChanged;
import io.godwit.events.FileRole;
import io.godwit.model.DatabaseName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Picks from a range of revisions what the analyzer has to see.
public final class SchemaFiles {
    private SchemaFiles() {}

    /// Whether the file at `path` says something about the schema: a Prisma schema, or a part of one.
    static boolean holdsSchema(String path) {
        return path.endsWith(".prisma") && !path.contains("node_modules/");
    }

    /// The event that publishes a change, or empty if it touches no schema file. Schema files it leaves alone go along
    /// as
    /// context, since the parts of a schema refer to each other.
    public static Optional<CodeChanged> codeChanged(
            RevisionRange range, DatabaseName database, String submittedBy, Instant now) {
        List<ChangedFile> files = new ArrayList<>();
        TreeSet<String> paths = new TreeSet<>(range.before().keySet());
        paths.addAll(range.after().keySet());
        paths.forEach(path -> files.add(file(path, range.before(), range.after())));
        if (files.stream().allMatch(file -> file.getRole() == FileRole.CONTEXT)) {
            return Optional.empty();
        }
        return Optional.of(CodeChanged.newBuilder()
                .setDatabase(database.value())
                .setChange(ChangeReference.newBuilder()
                        .setRepository(range.repository())
                        .setBaseRevision(range.base())
                        .setHeadRevision(range.head())
                        .setSubject(range.subject())
                        .setAuthor(range.author())
                        .build())
                .setFiles(files)
                .setSubmittedAt(now)
                .setSubmittedBy(submittedBy)
                .build());
    }

    private static ChangedFile file(String path, Map<String, String> before, Map<String, String> after) {
        Optional<String> textBefore = Optional.ofNullable(before.get(path));
        Optional<String> textAfter = Optional.ofNullable(after.get(path));
        return ChangedFile.newBuilder()
                .setPath(path)
                .setRole(textBefore.equals(textAfter) ? FileRole.CONTEXT : FileRole.CHANGED)
                .setBefore(textBefore.orElse(null))
                .setAfter(textAfter.orElse(null))
                .build();
    }
}
