package io.godwit.analyzer.written;

import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.django.AppMigration;
import io.godwit.analyzer.django.MigrationHistory;
import io.godwit.analyzer.django.OperationSql;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.written.Script.Direction;
import io.godwit.model.SourceLocation;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.postgres.statement.StatementParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Migrations of Django that a change adds. What an operation does follows from all that came before it, so they are
/// read together, not file by file.
final class DjangoMigrations {
    private static final String TOOL = "Django";

    private DjangoMigrations() {}

    static boolean reads(String path) {
        return MigrationHistory.isMigration(path);
    }

    /// @param notes gets a sentence for each migration that was there before and was edited
    static List<Script> added(List<FileChange> files, ProjectFacts facts, List<String> notes) {
        List<FileChange> changed = files.stream()
                .filter(file -> isChanged(file) && MigrationPaths.isForProduction(file.path()))
                .toList();
        changed.stream()
                .filter(file -> file.before().isPresent())
                .forEach(file -> notes.add(file.path()
                        + " was there before and was edited. Where it ran already, Django does not run it again, so it is"
                        + " left out. A new migration would be clearer."));
        if (changed.stream().noneMatch(file -> file.before().isEmpty())) {
            return List.of();
        }
        List<AppMigration> migrations = MigrationHistory.added(
                side(files, FileChange::before), side(files, FileChange::after), facts, facts.live());
        changed.stream()
                .filter(file -> file.before().isEmpty())
                .map(FileChange::path)
                .filter(path -> migrations.stream()
                        .noneMatch(migration -> migration.path().equals(path)))
                .forEach(path -> notes.add(
                        path + " brings nothing to run: it is a squash of earlier migrations, or cannot be read."));
        List<Script> scripts = new ArrayList<>();
        for (int i = 0; i < migrations.size(); i++) {
            String order = String.format(Locale.ROOT, "%06d", i);
            AppMigration migration = migrations.get(i);
            scripts.add(script(migration, order, Direction.UP, forward(migration)));
            List<WrittenStatement> back = back(migration);
            if (!back.isEmpty()) {
                scripts.add(script(migration, order, Direction.DOWN, back));
            }
        }
        return scripts;
    }

    private static boolean isChanged(FileChange file) {
        return reads(file.path())
                && file.after().filter(text -> text.contains("Migration")).isPresent()
                && !file.after().equals(file.before());
    }

    private static List<SourceFile> side(List<FileChange> files, Function<FileChange, Optional<String>> side) {
        return files.stream()
                .flatMap(file -> side.apply(file).map(text -> new SourceFile(file.path(), text)).stream())
                .toList();
    }

    private static Script script(
            AppMigration migration, String order, Direction direction, List<WrittenStatement> statements) {
        return new Script(
                TOOL,
                migration.id(),
                order,
                direction,
                statements,
                List.of(),
                migration.location(),
                Set.of(migration.id()));
    }

    private static List<WrittenStatement> forward(AppMigration migration) {
        return migration.operations().stream()
                .flatMap(operation -> Stream.concat(
                        statements(operation.forward(), operation.location()), obstacle(operation).stream()))
                .toList();
    }

    private static Optional<WrittenStatement> obstacle(OperationSql operation) {
        return operation
                .obstacle()
                .map(why -> new WrittenStatement(
                        new ParsedStatement(operation.operation(), new Statement.Unparsed(why)),
                        operation.location(),
                        Optional.of(why),
                        operation.elements()));
    }

    /// What is undone last comes first.
    private static List<WrittenStatement> back(AppMigration migration) {
        return migration.operations().reversed().stream()
                .flatMap(operation -> statements(operation.back(), operation.location()))
                .toList();
    }

    private static Stream<WrittenStatement> statements(List<String> texts, SourceLocation location) {
        return texts.stream()
                .flatMap(text -> StatementParser.inPublic().script(text).stream())
                .map(parsed -> WrittenStatement.ofCode(parsed, location));
    }
}
