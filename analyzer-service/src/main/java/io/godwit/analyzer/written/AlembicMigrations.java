package io.godwit.analyzer.written;

import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.sqlalchemy.AlembicOperation;
import io.godwit.analyzer.sqlalchemy.AlembicRevision;
import io.godwit.analyzer.written.Script.Direction;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.postgres.statement.StatementParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Revisions of Alembic that a change adds. Each names the one it comes after, so they are ordered together.
final class AlembicMigrations {
    private static final String TOOL = "Alembic";

    private AlembicMigrations() {}

    static boolean reads(String path) {
        return path.matches("(.*/)?(?:[\\w-]*(?:versions|migrations?|alembic)[\\w-]*)/.*\\.py")
                && !path.matches("(.*/)?(?:env|__init__)\\.py");
    }

    /// @param notes gets a sentence for each revision that was there before and was edited, or cannot be read
    static List<Script> added(List<FileChange> files, List<String> notes) {
        List<AlembicRevision> open = new ArrayList<>();
        List<SourceFile> project = files.stream()
                .filter(file -> file.path().endsWith(".py"))
                .flatMap(file -> file.after().map(text -> new SourceFile(file.path(), text)).stream())
                .toList();
        for (FileChange file : files) {
            boolean changed = reads(file.path())
                    && MigrationPaths.isForProduction(file.path())
                    && file.after().filter(AlembicRevision::isRevision).isPresent()
                    && !file.after().equals(file.before());
            if (!changed) {
                continue;
            }
            if (file.before().filter(AlembicRevision::isRevision).isPresent()) {
                notes.add(
                        file.path() + " was there before and was edited. Where it ran already, Alembic does not run it"
                                + " again, so it is left out. A new revision would be clearer.");
                continue;
            }
            try {
                AlembicRevision.of(new SourceFile(file.path(), file.after().get()), project)
                        .ifPresent(open::add);
            } catch (ModelUnreadable problem) {
                notes.add(problem.explanation());
            }
        }
        List<Script> scripts = new ArrayList<>();
        for (AlembicRevision revision : ordered(open)) {
            Set<String> recorded = since(revision, open);
            String order = String.format(Locale.ROOT, "%06d", scripts.size());
            scripts.add(script(revision, order, Direction.UP, revision.upgrade(), recorded));
            if (!revision.downgrade().isEmpty()) {
                scripts.add(script(revision, order, Direction.DOWN, revision.downgrade(), recorded));
            }
        }
        return scripts;
    }

    /// Each after those it names; revisions that wait for each other stay as they came.
    private static List<AlembicRevision> ordered(List<AlembicRevision> revisions) {
        List<AlembicRevision> open = new ArrayList<>(revisions);
        List<AlembicRevision> ordered = new ArrayList<>();
        while (!open.isEmpty()) {
            Set<String> waiting = new HashSet<>();
            open.forEach(revision -> waiting.add(revision.revision()));
            AlembicRevision next = open.stream()
                    .filter(revision -> revision.after().stream()
                            .noneMatch(name -> waiting.contains(name) && !name.equals(revision.revision())))
                    .findFirst()
                    .orElse(open.getFirst());
            open.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    /// The revision and those that come after it: Alembic records the last that ran.
    private static Set<String> since(AlembicRevision revision, List<AlembicRevision> all) {
        Set<String> since = new HashSet<>(Set.of(revision.revision()));
        boolean more = true;
        while (more) {
            more = all.stream()
                    .filter(other -> other.after().stream().anyMatch(since::contains))
                    .map(other -> since.add(other.revision()))
                    .reduce(false, Boolean::logicalOr);
        }
        return since;
    }

    private static Script script(
            AlembicRevision revision,
            String order,
            Direction direction,
            List<AlembicOperation> operations,
            Set<String> recorded) {
        return new Script(
                TOOL,
                revision.location().file(),
                order,
                direction,
                operations.stream().flatMap(AlembicMigrations::statements).toList(),
                List.of(),
                revision.location(),
                recorded);
    }

    private static Stream<WrittenStatement> statements(AlembicOperation operation) {
        List<ParsedStatement> read = operation.statements().stream()
                .flatMap(text -> StatementParser.inPublic().script(text).stream())
                .toList();
        if (operation.obstacle().isEmpty()) {
            return read.stream().map(parsed -> WrittenStatement.ofCode(parsed, operation.location()));
        }
        String why = operation.obstacle().get();
        return Stream.of(new WrittenStatement(
                new ParsedStatement(operation.operation(), new Statement.Unparsed(why)),
                operation.location(),
                Optional.of(why),
                Stream.concat(
                                operation.elements().stream(),
                                read.stream().flatMap(parsed -> KeptOut.made(parsed.statement())))
                        .toList()));
    }
}
