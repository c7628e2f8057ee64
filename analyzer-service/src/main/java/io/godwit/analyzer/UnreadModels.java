package io.godwit.analyzer;

import io.godwit.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Changed files that declare a schema in a language that is not read, so that nobody takes silence for an answer.
record UnreadModels(List<Found> found) {
    private static final Pattern SOURCES =
            Pattern.compile("(?i).*\\.(?:[cm]?[jt]sx?|py|rb|kt|kts|java|scala|go|ex|exs|php|cs|rs)");
    private static final Pattern TESTS = Pattern.compile(
            "(?i)(?:.*/)?(?:tests?|specs?|__tests__|node_modules|vendor)/.*|.*[._](?:test|spec)s?\\.[a-z]+|.*_(?:test|spec)\\.[a-z]+");

    private static final Map<String, Sign> SIGNS = Map.ofEntries(
            sign("a Drizzle schema", "drizzle-orm/pg-core['\"]", "\\bpg(?:Table|Enum|Schema|View)\\w*\\s*\\("),
            sign("a MikroORM entity", "@mikro-orm/", "@Entity\\s*\\(|defineEntity\\s*\\(|new EntitySchema"),
            sign(
                    "a Sequelize model",
                    "['\"](?:sequelize(?:-typescript)?|@sequelize/core)['\"]",
                    "\\.define\\s*(?:<[^()]*>)?\\s*\\(|\\.init\\s*\\(|@Table\\b|\\bDataTypes\\s*\\.\\s*[A-Z]"),
            sign(
                    "a Sequelize migration",
                    "\\bqueryInterface\\b",
                    "queryInterface\\s*\\.\\s*(?:create|add|drop|remove|change|rename)\\w+"),
            sign(
                    "a Knex migration",
                    "(?i)\\bknex\\b",
                    "schema\\s*\\.\\s*(?:create|alter|drop|has)\\w*Table|schema\\.table\\("),
            sign("a Kysely migration", "['\"]kysely['\"]", "schema\\s*\\.\\s*(?:create|alter|drop)\\w+\\s*\\("),
            sign("an Objection model", "['\"]objection['\"]", "\\btableName\\b"),
            sign("a Peewee model", "(?:from|import) peewee", "\\bclass \\w+\\(.*Model\\)"),
            sign("a Tortoise model", "(?:from|import) tortoise", "\\bclass \\w+\\(.*Model.*\\)"),
            sign("an Exposed table", "org\\.jetbrains\\.exposed", "\\bobject\\s+\\w+\\s*:\\s*\\w*Table\\b"),
            sign("a jOOQ table", "org\\.jooq\\.", "\\bextends\\s+(?:\\w+\\.)*TableImpl\\b"),
            sign("a GORM model", "gorm\\.io/gorm|gorm\\.Model|gorm:\"", "\\btype \\w+ struct"),
            sign("an Ent schema", "entgo\\.io/ent", "\\bent\\.Schema\\b"),
            sign(
                    "a Rails migration",
                    "ActiveRecord::(?:Migration|Schema)\\b",
                    "\\b(?:create|add|change|remove|rename|drop)_[a-z_]+\\b"),
            sign("an Ecto schema", "\\buse Ecto\\.Schema\\b", "\\bschema\\s*\\(?\""),
            sign("an Ecto migration", "\\buse Ecto\\.Migration\\b", "\\b(?:create|alter|drop|rename|execute)\\b"),
            sign("a Doctrine entity", "Doctrine.ORM", "\\bORM.(?:Entity|Column|Table)\\b"),
            sign("a Laravel migration", "Illuminate.Database", "Schema::(?:create|table|drop|rename)"),
            sign(
                    "an Entity Framework model",
                    "EntityFrameworkCore",
                    "\\bDbSet<|\\bModelBuilder\\b|\\bmigrationBuilder\\."),
            sign("a Diesel schema", "\\bdiesel\\b", "\\btable!\\s*[{(]"));

    /// @param what `a Drizzle schema`
    record Found(String path, String what) {}

    /// What a file holds, both of it: the library's name, and a declaration made with it.
    private record Sign(Pattern library, Pattern declaration) {
        boolean isIn(String text) {
            return library.matcher(text).find() && declaration.matcher(text).find();
        }
    }

    private static Map.Entry<String, Sign> sign(String what, String library, String declaration) {
        return Map.entry(what, new Sign(Pattern.compile(library), Pattern.compile(declaration)));
    }

    /// Whether a file of this path may hold one.
    static boolean reads(String path) {
        return (SOURCES.matcher(path).matches() || path.endsWith(".sql"))
                && !TESTS.matcher(path).matches();
    }

    private static Optional<String> sign(String path, String text) {
        return path.endsWith(".sql")
                ? StraySql.in(path, text)
                : SIGNS.entrySet().stream()
                        .filter(sign -> sign.getValue().isIn(text))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .findFirst();
    }

    static UnreadModels in(List<FileChange> files) {
        List<Found> found = new ArrayList<>();
        for (FileChange file : files) {
            if (reads(file.path()) && !file.before().equals(file.after())) {
                String text = file.after().or(file::before).orElse("");
                sign(file.path(), text).ifPresent(what -> found.add(new Found(file.path(), what)));
            }
        }
        return new UnreadModels(found);
    }

    /// What was found besides, with a note of what was not read; where nothing was, that is no answer.
    Outcome beside(Outcome read, String languages) {
        if (found.isEmpty()) {
            return read;
        }
        String files = found.stream()
                .limit(3)
                .map(each -> each.path() + " looks like " + each.what())
                .collect(Collectors.joining("; "));
        String said = files + (found.size() > 3 ? "; and " + (found.size() - 3) + " more files do" : "")
                + ". Godwit does not read that; it reads models of " + languages + ", and migrations written in SQL.";
        List<String> notes = new ArrayList<>(read.notes());
        return switch (read) {
            case Outcome.Unchanged _ ->
                new Outcome.Undecided(
                        said,
                        Optional.of(SourceLocation.wholeFile(found.getFirst().path())),
                        List.of(),
                        notes);
            case Outcome.Proposed proposed -> {
                notes.addFirst(said);
                yield new Outcome.Proposed(
                        proposed.changes(), proposed.plan(), proposed.questions(), notes, proposed.rowsDecide());
            }
            case Outcome.Undecided undecided -> {
                notes.addFirst(said);
                yield new Outcome.Undecided(undecided.reason(), undecided.location(), undecided.questions(), notes);
            }
        };
    }
}
