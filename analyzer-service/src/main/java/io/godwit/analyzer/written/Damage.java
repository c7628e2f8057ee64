package io.godwit.analyzer.written;

import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.python.PythonSources;
import io.godwit.analyzer.sqlalchemy.AlembicRevision;
import io.godwit.analyzer.syntax.SyntaxErrors;
import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.typeorm.script.Program;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.PostgresNames;
import io.godwit.model.statement.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What shows that a migration's file did not arrive whole: it is no text, or its code breaks off. Its tool would not
/// run it either, and what is left of it must not pass for all of it. (Of SQL, [SqlText] sees it.)
final class Damage {
    /// What stands in the text for bytes that are no UTF-8.
    private static final char NOT_DECODED = '\uFFFD';

    private Damage() {}

    /// @param file one that [WrittenMigrations#reads], with a text after the change
    static Optional<ModelUnreadable> in(FileChange file) {
        String text = file.after().orElse("");
        int binary = text.indexOf('\0');
        if (binary >= 0 && isMigration(file, text)) {
            return Optional.of(ModelUnreadable.at(
                    new SourceLocation(file.path(), lineOf(text, binary)),
                    "it has null characters, so it is no text, or UTF-16 without its mark. Save it as UTF-8."));
        }
        boolean wasOne = isCode(file.path(), file.before().orElse(""));
        return wasOne || isCode(file.path(), text) ? brokenOff(new SourceFile(file.path(), text)) : Optional.empty();
    }

    /// A sentence if the file of a Python migration has none in it (any more); without it, an emptied file would pass
    /// for
    /// a change that needs no migration.
    static Optional<String> emptied(FileChange file) {
        String before = file.before().orElse("");
        String after = file.after().orElse("");
        boolean named = DjangoMigrations.reads(file.path())
                && MigrationPaths.name(file.path()).matches("\\d{4}_.*");
        return (isCode(file.path(), before) || named && file.before().isEmpty()) && !isCode(file.path(), after)
                ? Optional.of(file.path() + " is called a migration and has none in it"
                        + (file.before().isPresent()
                                ? " any more. Where it ran already, what it made stays as it is."
                                : "."))
                : Optional.empty();
    }

    /// What no database takes, or should get: a label that is too long, a character that is missing.
    static Optional<ModelUnreadable> in(WrittenStatement statement) {
        Optional<String> tooLong = labels(statement.statement())
                .filter(label -> !PostgresNames.stored(label).equals(label))
                .findFirst();
        if (tooLong.isPresent()) {
            return Optional.of(ModelUnreadable.at(
                    statement.location(),
                    "PostgreSQL refuses the label " + tooLong.get()
                            + " of an enum: labels have at most 63 bytes. Use a shorter one."));
        }
        int at = statement.text().indexOf(NOT_DECODED);
        return at < 0
                ? Optional.empty()
                : Optional.of(ModelUnreadable.at(
                        new SourceLocation(
                                statement.location().file(),
                                statement.location().line() + lineOf(statement.text(), at) - 1),
                        "a character here is no UTF-8. Save the file as UTF-8; where U+FFFD itself is meant, write"
                                + " U&'\\FFFD'."));
    }

    private static Stream<String> labels(Statement statement) {
        return switch (statement) {
            case Statement.CreateEnum create -> create.labels().stream();
            case Statement.AddEnumValue add -> Stream.of(add.label());
            case Statement.RenameEnumValue rename -> Stream.of(rename.newLabel());
            case Statement _ -> Stream.empty();
        };
    }

    private static boolean isMigration(FileChange file, String text) {
        return !file.path().endsWith(".sql")
                || WrittenMigrations.isNamedAsMigration(file.path())
                || WrittenMigrations.isMarkedAsMigration(text)
                || file.before().filter(WrittenMigrations::isMarkedAsMigration).isPresent();
    }

    private static boolean isCode(String path, String text) {
        if (path.endsWith(".py")) {
            return DjangoMigrations.reads(path) && text.contains("Migration") || AlembicRevision.isRevision(text);
        }
        return !path.endsWith(".sql") && TypeOrmMigrations.isMigration(text);
    }

    private static Optional<ModelUnreadable> brokenOff(SourceFile file) {
        Optional<Integer> line;
        try {
            line = file.path().endsWith(".py")
                    ? PythonSources.shared().module(file).damaged()
                    : new Program(List.of(file))
                            .script(file.path())
                            .flatMap(script -> SyntaxErrors.of(script.root()).stream()
                                    .findFirst()
                                    .map(SyntaxNode::line));
        } catch (ModelUnreadable unreadable) {
            return Optional.of(unreadable);
        }
        return line.map(at -> ModelUnreadable.at(
                new SourceLocation(file.path(), at),
                "a syntax error, so the migration is not known as a whole. If the file was cut, bring it whole."));
    }

    private static int lineOf(String text, int at) {
        return 1
                + (int) text.substring(0, at)
                        .chars()
                        .filter(each -> each == '\n')
                        .count();
    }
}
