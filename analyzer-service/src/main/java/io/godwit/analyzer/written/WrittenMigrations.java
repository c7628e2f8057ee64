package io.godwit.analyzer.written;

import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.model.SourceLocation;
import io.godwit.model.planning.Answers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The migrations a change adds.
///
/// @param ups   in the order in which they run
/// @param downs ways back that are given, in the same order
/// @param notes what a reader should know
/// @param unread migrations that are too large to be read, each with the reason
/// @param damaged migrations that did not arrive whole, each with what shows it
public record WrittenMigrations(
        List<Script> ups,
        List<Script> downs,
        List<String> notes,
        List<ModelUnreadable> unread,
        List<ModelUnreadable> damaged) {
    private static final int LONGEST_FILE = 1 << 20;

    public WrittenMigrations {
        ups = List.copyOf(ups);
        downs = List.copyOf(downs);
        notes = List.copyOf(notes);
        unread = List.copyOf(unread);
        damaged = List.copyOf(damaged);
    }

    /// Whether a file of this path may be a migration.
    public static boolean reads(String path) {
        return MigrationPaths.isForProduction(path)
                && (DjangoMigrations.reads(path) || AlembicMigrations.reads(path) || AddedScripts.read(path));
    }

    /// Whether the name of an SQL file is that of a migration.
    public static boolean isNamedAsMigration(String path) {
        return new SqlMigrations().reads(path);
    }

    /// Whether comments in SQL mark it as a migration.
    public static boolean isMarkedAsMigration(String sql) {
        return LiquibaseSql.isLiquibase(sql) || SectionedSql.isSectioned(sql) || SqitchSql.isSqitch(sql);
    }

    /// The migrations in files that are new, and what is new in files that were there. Files that moved bring nothing.
    ///
    /// @param facts of the project after the change
    public static WrittenMigrations in(List<FileChange> files, ProjectFacts facts) {
        List<String> notes = new ArrayList<>();
        List<Script> scripts = new ArrayList<>();
        List<ModelUnreadable> unread = new ArrayList<>();
        List<ModelUnreadable> damaged = new ArrayList<>();
        List<SourceFile> project = files.stream()
                .flatMap(file -> file.after().map(text -> new SourceFile(file.path(), text)).stream())
                .toList();
        Set<String> textsBefore = files.stream()
                .filter(file -> file.after().isEmpty())
                .flatMap(file -> file.before().stream())
                .collect(Collectors.toSet());
        for (FileChange file : files) {
            Optional<String> after = file.after();
            if (after.isPresent()
                    && !after.equals(file.before())
                    && !textsBefore.contains(after.get())
                    && reads(file.path())) {
                Optional<ModelUnreadable> problem = tooLarge(file.path(), after.get());
                Optional<ModelUnreadable> damage = problem.isPresent() ? Optional.empty() : Damage.in(file);
                damage.ifPresent(damaged::add);
                if (damage.isEmpty() && file.path().endsWith(".py")) {
                    Damage.emptied(file).ifPresent(notes::add);
                }
                if (problem.isEmpty() && damage.isEmpty()) {
                    try {
                        scripts.addAll(AddedScripts.of(file, project, facts, notes));
                    } catch (ModelUnreadable broken) {
                        damaged.add(broken);
                    }
                } else if (problem.isPresent()
                        && (!file.path().endsWith(".sql")
                                || isNamedAsMigration(file.path())
                                || isMarkedAsMigration(after.get()))) {
                    unread.add(problem.get());
                    notes.add("Not part of the plan: " + problem.get().explanation());
                }
            }
        }
        scripts.addAll(DjangoMigrations.added(unmoved(files, textsBefore), facts, notes));
        scripts.addAll(AlembicMigrations.added(unmoved(files, textsBefore), notes));
        scripts.forEach(script -> notes.addAll(script.notes()));
        scripts.stream()
                .flatMap(script -> script.statements().stream())
                .flatMap(statement -> Damage.in(statement).stream())
                .forEach(damaged::add);
        Comparator<Script> order = Comparator.comparing(Script::order, WrittenMigrations::compareNaturally);
        return new WrittenMigrations(
                scripts.stream().filter(Script::isUp).sorted(order).toList(),
                scripts.stream().filter(script -> !script.isUp()).sorted(order).toList(),
                notes,
                unread,
                damaged);
    }

    private static List<FileChange> unmoved(List<FileChange> files, Set<String> textsBefore) {
        return files.stream()
                .filter(file -> file.before().isPresent()
                        || file.after().filter(textsBefore::contains).isEmpty())
                .toList();
    }

    /// Whether there is anything to run.
    public boolean isEmpty() {
        return ups.stream().allMatch(script -> script.statements().isEmpty());
    }

    /// Those that the tools' own records do not say have run.
    WrittenMigrations notRunYet(ToolHistory history) {
        Map<String, List<String>> ran = new TreeMap<>();
        List<Script> open = new ArrayList<>();
        for (Script up : ups) {
            ToolHistory.Answer answer = history.of(up);
            if (answer.ran()) {
                ran.computeIfAbsent(answer.table(), _ -> new ArrayList<>())
                        .add(up.location().file());
            } else {
                open.add(up);
            }
        }
        List<String> all = new ArrayList<>(notes);
        ran.forEach((table, files) -> all.add("Left out, because " + table + " says that they have run: "
                + ToolRecords.listed(files.stream().distinct().toList()) + "."));
        all.addAll(history.notes());
        return new WrittenMigrations(open, downs, all, unread, damaged);
    }

    /// With the SQL people have given for what cannot run as it is written.
    WrittenMigrations answered(Answers answers) {
        Set<String> once = new HashSet<>();
        return new WrittenMigrations(
                ups.stream()
                        .map(script -> script.with(script.statements().stream()
                                .filter(statement -> statement.obstacle().isEmpty()
                                        || !statement.blanks().isEmpty()
                                        || answers.to(statement.question()).isEmpty()
                                        || once.add(statement.question()))
                                .flatMap(statement -> answered(statement, answers).stream())
                                .toList()))
                        .toList(),
                downs,
                notes,
                unread,
                damaged);
    }

    private static List<WrittenStatement> answered(WrittenStatement statement, Answers answers) {
        return statement
                .answered(answers)
                .map(text -> SqlText.statements(
                        statement.location().file(), text, statement.location().line()))
                .orElse(List.of(statement));
    }

    Optional<Script> down(Script up) {
        return downs.stream()
                .filter(down ->
                        down.tool().equals(up.tool()) && down.migration().equals(up.migration()))
                .findFirst();
    }

    private static Optional<ModelUnreadable> tooLarge(String path, String text) {
        return text.length() <= LONGEST_FILE
                ? Optional.empty()
                : Optional.of(ModelUnreadable.at(
                        SourceLocation.wholeFile(path),
                        "it has " + text.length() + " characters; migrations of up to " + LONGEST_FILE
                                + " are read. Load rows by themselves, or split it."));
    }

    /// Runs of digits compare as numbers, the rest as text.
    static int compareNaturally(String one, String other) {
        List<String> left = parts(one);
        List<String> right = parts(other);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            String a = left.get(i);
            String b = right.get(i);
            boolean numbers = Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0));
            int compared =
                    numbers ? new java.math.BigInteger(a).compareTo(new java.math.BigInteger(b)) : a.compareTo(b);
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static List<String> parts(String text) {
        return java.util.regex.Pattern.compile("[0-9]+|[^0-9]+")
                .matcher(text)
                .results()
                .map(java.util.regex.MatchResult::group)
                .toList();
    }

    /// Every statement of the given ways, in order.
    static List<WrittenStatement> statements(List<Script> scripts) {
        return scripts.stream().flatMap(script -> script.statements().stream()).toList();
    }

    /// The names of the tools, for people.
    public String tools() {
        return String.join(
                " and ",
                new java.util.LinkedHashSet<>(ups.stream().map(Script::tool).toList()));
    }
}
