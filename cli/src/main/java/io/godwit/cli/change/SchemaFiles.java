package io.godwit.cli.change;

import io.godwit.analyzer.Analysis;
import io.godwit.events.ChangeReference;
import io.godwit.events.ChangedFile;
import io.godwit.events.CodeChanged;
import io.godwit.events.FileRole;
import io.godwit.model.DatabaseName;
import io.godwit.schemas.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Picks from a range of revisions what the analyzer has to see.
public final class SchemaFiles {
    private SchemaFiles() {}

    /// What may go along in one event, in characters of both sides. The topic takes events of [Topic#LARGEST_EVENT].
    private static final int LARGEST_CONTEXT = Topic.LARGEST_EVENT / 3;

    private static final Pattern NOT_SOURCES =
            Pattern.compile("(^|.*/)(node_modules|\\.git|dist|build|target|\\.venv|vendor)/.*");

    /// Whether the file at `path` may say something about the schema: a model, a migration, SQL, or the configuration
    /// of one of them.
    public static boolean holdsSchema(String path) {
        return Analysis.mayConcern(path) && !NOT_SOURCES.matcher(path).matches();
    }

    /// The event that publishes a change, or empty if it touches no file that may say something about the schema. Files
    /// it leaves alone go along as context as far as they are needed and fit, since models refer to each other.
    public static Optional<CodeChanged> codeChanged(
            RevisionRange range, DatabaseName database, String submittedBy, Instant now) {
        TreeSet<String> changed = new TreeSet<>(range.before().keySet());
        changed.addAll(range.after().keySet());
        changed.removeIf(
                path -> Objects.equals(range.before().get(path), range.after().get(path)));
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        List<ChangedFile> files = new ArrayList<>();
        changed.forEach(path -> files.add(file(path, range.before(), range.after())));
        int characters = 0;
        for (String path : new Context(range.after()).of(changed)) {
            characters += 2 * range.after().getOrDefault(path, "").length();
            if (characters <= LARGEST_CONTEXT) {
                files.add(file(path, range.before(), range.after()));
            }
        }
        files.sort(Comparator.comparing(ChangedFile::getPath));
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
                .setFacts(range.facts())
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
