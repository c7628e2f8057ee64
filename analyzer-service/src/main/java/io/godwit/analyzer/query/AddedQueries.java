package io.godwit.analyzer.query;

import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.query.FoundString.Use;
import io.godwit.analyzer.query.SourceString.Piece;
import io.godwit.analyzer.syntax.Grammar;
import io.godwit.analyzer.syntax.SourceParser;
import io.godwit.analyzer.written.MigrationPaths;
import io.godwit.analyzer.written.WrittenMigrations;
import io.godwit.model.SourceLocation;
import io.godwit.postgres.statement.StatementParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The queries a change adds to source code.
///
/// @param queries   those that were understood
/// @param leftOut   why others were not, each with its place
/// @param own       what the code itself defines, which is nobody's demand
/// @param unread    why whole files were not looked at, each with its path
public record AddedQueries(List<AddedQuery> queries, List<String> leftOut, OwnDefinitions own, List<String> unread) {
    private static final Pattern LIKELY = Pattern.compile(
            "(?is)\\bselect\\b.{0,4000}?\\bfrom\\b|\\binsert\\s+into\\b|\\bupdate\\b\\s+\\S+\\s+(?:as\\s+)?\\S*\\s*\\bset\\b|\\bdelete\\s+from\\b"
                    + "|\\b(?:alter|create)\\s+(?:\\w+\\s+)?table\\b");
    /// What psql does by itself (`\\set`, `\\gset`), and no server knows.
    private static final Pattern META_COMMAND = Pattern.compile("(?m)^[ \\t]*\\\\\\w.*$");

    /// How [QueryText] writes what is bound at run time.
    private static final Pattern NUMBERED = Pattern.compile(":godwit_(\\d+)");

    public AddedQueries {
        queries = List.copyOf(queries);
        leftOut = List.copyOf(leftOut);
        unread = List.copyOf(unread);
    }

    /// Whether a file of this path may hold queries.
    public static boolean reads(String path) {
        boolean sql = path.endsWith(".sql");
        return (sql || Grammar.ofPath(path).isPresent())
                && MigrationPaths.isForProduction(path)
                && !path.matches("(?i)(.*/)?(migrations?|migrate|alembic)/.*|(.*/)?versions/[^/]*\\.py")
                && !path.matches("(?i).*\\.(d\\.ts|stories\\.tsx?|min\\.js)")
                && (!sql || !WrittenMigrations.isNamedAsMigration(path))
                && !path.matches("(?i)(.*/)?((schema|structure)\\.sql|schemas/[^/]+\\.sql)");
    }

    /// Those in the files after the change that were not in the files before it.
    public static AddedQueries in(List<FileChange> files) {
        List<FileChange> changed = files.stream()
                .filter(file -> reads(file.path())
                        && (!file.path().endsWith(".sql")
                                || !WrittenMigrations.isMarkedAsMigration(
                                        file.after().orElse("")))
                        && file.after()
                                .filter(text -> LIKELY.matcher(text).find())
                                .isPresent()
                        && !file.after().equals(file.before()))
                .toList();
        if (changed.isEmpty()) {
            return new AddedQueries(List.of(), List.of(), new OwnDefinitions(), List.of());
        }
        Set<String> known = new HashSet<>();
        collect(files, changed, FileChange::before, new TreeSet<>())
                .forEach(found -> known.add(Intake.key(QueryText.of(found))));
        Intake intake = new Intake(known);
        Set<String> unread = new TreeSet<>();
        List<FoundString> after = collect(files, changed, FileChange::after, unread);
        after.forEach(intake::takeNames);
        after.forEach(intake::take);
        return intake.added(List.copyOf(unread));
    }

    /// Those of which nothing is known only at run time.
    public List<WholeQuery> whole() {
        return queries.stream()
                .filter(query -> !query.pastedIn())
                .map(query -> new WholeQuery(
                        NUMBERED.matcher(query.sql()).replaceAll("\\$$1"),
                        query.string().location()))
                .toList();
    }

    private static List<FoundString> collect(
            List<FileChange> all,
            List<FileChange> changed,
            Function<FileChange, Optional<String>> side,
            Set<String> unread) {
        List<SourceFile> sources = all.stream()
                .filter(file -> Grammar.ofPath(file.path()).isPresent()
                        && (changed.contains(file) || isMentioned(file.path(), changed)))
                .flatMap(file -> side.apply(file).map(text -> new SourceFile(file.path(), text)).stream())
                .toList();
        SourceStrings strings = new SourceStrings(sources);
        strings.unread().stream().map(ModelUnreadable::explanation).forEach(unread::add);
        List<FoundString> found = new ArrayList<>();
        for (FileChange file : changed) {
            side.apply(file).ifPresent(text -> {
                SourceFile source = new SourceFile(file.path(), text);
                if (text.length() > SourceParser.LARGEST_FILE) {
                    unread.add(file.path() + ": it has " + text.length() + " characters; files of up to "
                            + SourceParser.LARGEST_FILE + " are searched for queries.");
                    return;
                }
                found.addAll(file.path().endsWith(".sql") ? statements(source) : strings.of(source));
            });
        }
        return found;
    }

    /// Whether a changed file names it: constants may be imported from it.
    private static boolean isMentioned(String path, List<FileChange> changed) {
        String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\..*", "");
        return !name.isEmpty()
                && !name.equals("index")
                && changed.stream()
                        .anyMatch(file ->
                                file.after().filter(text -> text.contains(name)).isPresent());
    }

    private static List<FoundString> statements(SourceFile file) {
        List<FoundString> found = new ArrayList<>();
        int from = 0;
        int line = 1;
        String text = META_COMMAND
                .matcher(file.text())
                .replaceAll("")
                .replaceAll("sqlc\\.n?arg\\(\\s*'?(\\w+)'?\\s*\\)", "@$1")
                .replaceAll("sqlc\\.embed\\(\\s*(\\w+)\\s*\\)", "$1.*")
                .replaceAll("sqlc\\.slice\\(\\s*'?(\\w+)'?\\s*\\)", "@$1");
        for (String statement : StatementParser.texts(text)) {
            int at = Math.max(from, text.indexOf(statement, from));
            line += (int)
                    text.substring(from, at).chars().filter(c -> c == '\n').count();
            SourceLocation location = new SourceLocation(file.path(), line);
            found.add(new FoundString(
                    new SourceString(List.of(new Piece.Text(statement, line)), location),
                    Optional.empty(),
                    "sql file",
                    "",
                    Use.PLAIN,
                    Optional.empty()));
            from = at;
        }
        return found;
    }
}
