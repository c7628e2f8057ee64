package io.godwit.analyzer.written;

import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one file of a change adds to what has to run: all of a migration that is new, and of one that was there the
/// statements that are. (Django's and Alembic's are read together, not file by file.)
final class AddedScripts {
    private static final List<MigrationFormat> FORMATS = List.of(
            new LiquibaseSql(), new SectionedSql(), new SqitchSql(), new SqlMigrations(), new TypeOrmMigrations());

    private final FileChange file;
    private final List<SourceFile> project;
    private final ProjectFacts facts;
    private final List<String> notes;

    private AddedScripts(FileChange file, List<SourceFile> project, ProjectFacts facts, List<String> notes) {
        this.file = file;
        this.project = project;
        this.facts = facts;
        this.notes = notes;
    }

    /// Whether any format reads files of this path.
    static boolean read(String path) {
        return FORMATS.stream().anyMatch(format -> format.reads(path));
    }

    /// @param file  one with a text after the change
    /// @param notes gets what a reader should know
    /// @throws ModelUnreadable if the text breaks off
    static List<Script> of(FileChange file, List<SourceFile> project, ProjectFacts facts, List<String> notes) {
        return new AddedScripts(file, project, facts, notes)
                .scripts(file.after().orElseThrow());
    }

    private List<Script> scripts(String after) {
        Optional<String> dialect = dialect(after);
        if (dialect.isPresent()) {
            if (isMigration(after)) {
                notes.add(file.path() + " is for " + dialect.get() + ", not PostgreSQL; it was left out.");
            }
            return List.of();
        }
        List<Script> scripts = scriptsIn(after);
        if (isMigration(after)
                && scripts.stream().allMatch(script -> script.statements().isEmpty())) {
            notes.add(file.path()
                    + (file.path().endsWith(".sql")
                            ? " is called a migration and has nothing to run."
                            : " is a migration in which no SQL was found; what else its code does is not planned."));
        }
        if (endsOpen(after)
                && scripts.stream()
                                .mapToInt(script -> script.statements().size())
                                .sum()
                        > 1) {
            notes.add(file.path()
                    + " ends without a semicolon or a line end. If it was cut, its last statement may be another"
                    + " one than was meant.");
        }
        return file.before().isEmpty() ? scripts : edited(before(), scripts);
    }

    /// The last line of a file people saved ends; a comment there does no harm.
    private boolean endsOpen(String text) {
        String last = text.substring(text.lastIndexOf('\n') + 1);
        return file.path().endsWith(".sql") && !last.isBlank() && !last.contains(";") && !last.contains("--");
    }

    private Optional<String> dialect(String text) {
        if (MigrationPaths.isForAnotherDatabase(file.path())) {
            return Optional.of("another database");
        }
        return file.path().endsWith(".sql") && !LiquibaseSql.isLiquibase(text)
                ? ForeignDialect.of(text)
                : Optional.empty();
    }

    private boolean isMigration(String text) {
        return file.path().endsWith(".sql")
                ? WrittenMigrations.isNamedAsMigration(file.path()) || WrittenMigrations.isMarkedAsMigration(text)
                : TypeOrmMigrations.isMigration(text);
    }

    private List<Script> scriptsIn(String text) {
        SourceFile source = new SourceFile(file.path(), Placeholders.of(facts).filledIn(file.path(), text));
        return FORMATS.stream()
                .filter(format -> format.reads(file.path()))
                .map(format -> format.read(source, project, facts))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private List<Script> before() {
        try {
            return scriptsIn(file.before().orElseThrow());
        } catch (ModelUnreadable _) {
            // It was broken then; all it has now is new.
            return List.of();
        }
    }

    private List<Script> edited(List<Script> before, List<Script> after) {
        Map<String, Integer> known = new HashMap<>();
        before.forEach(script ->
                script.statements().forEach(statement -> known.merge(key(script, statement), 1, Integer::sum)));
        List<Script> fresh = new ArrayList<>();
        for (Script script : after) {
            List<WrittenStatement> statements = script.statements().stream()
                    .filter(statement -> known.merge(key(script, statement), -1, Integer::sum) < 0)
                    .toList();
            if (!statements.isEmpty()) {
                fresh.add(script.edited(statements));
            }
        }
        noteEdit(before, after, fresh);
        int gone = known.values().stream()
                .filter(left -> left > 0)
                .mapToInt(left -> left)
                .sum();
        if (gone > 0) {
            notes.add(file.path() + " was there before and was edited: " + gone
                    + (gone == 1 ? " statement is" : " statements are")
                    + " gone or another. Where it ran already, what it made stays as it is.");
        }
        return fresh;
    }

    private void noteEdit(List<Script> before, List<Script> after, List<Script> fresh) {
        boolean repeatable = MigrationPaths.name(file.path()).startsWith("R__");
        if (!fresh.isEmpty()
                && !before.isEmpty()
                && !repeatable
                && fresh.getFirst().tool().equals(after.getFirst().tool())
                && !fresh.getFirst().tool().equals("Liquibase")) {
            notes.add(file.path() + " was there before and was edited. Where it ran already, "
                    + fresh.getFirst().tool()
                    + " does not run it again; only what the edit adds is proposed. A new migration would be clearer.");
        }
    }

    private static String key(Script script, WrittenStatement statement) {
        return script.direction() + " " + statement.text();
    }
}
