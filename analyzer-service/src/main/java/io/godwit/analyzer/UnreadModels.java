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
    private static final Map<String, Sign> SIGNS = Map.of(
            "a Drizzle schema", sign("drizzle-orm/pg-core['\"]", "\\bpg(?:Table|Enum|Schema|View)\\w*\\s*\\("),
            "a MikroORM entity", sign("@mikro-orm/", "@Entity\\s*\\(|defineEntity\\s*\\(|new EntitySchema"),
            "a Sequelize model",
                    sign("['\"]sequelize(?:-typescript)?['\"]", "\\.define\\s*\\(|\\.init\\s*\\(|@Table\\b"),
            "a Knex migration",
                    sign("\\bknex\\b", "schema\\s*\\.\\s*(?:create|alter|drop|has)\\w*Table|schema\\.table\\("),
            "an Objection model", sign("['\"]objection['\"]", "\\btableName\\b"),
            "a Peewee model", sign("(?:from|import) peewee", "\\bclass \\w+\\(.*Model\\)"),
            "a Tortoise model", sign("(?:from|import) tortoise", "\\bclass \\w+\\(.*Model.*\\)"),
            "an Exposed table", sign("org\\.jetbrains\\.exposed", "\\bobject \\w+ : \\w*Table\\b"),
            "a GORM model", sign("gorm\\.io/gorm|gorm\\.Model|gorm:\"", "\\btype \\w+ struct"),
            "a Rails migration",
                    sign("ActiveRecord::Migration", "\\b(?:create_table|add_column|change_table|remove_column)\\b"));

    /// @param what `a Drizzle schema`
    record Found(String path, String what) {}

    /// What a file holds, both of it: the library's name, and a declaration made with it.
    private record Sign(Pattern library, Pattern declaration) {
        boolean isIn(String text) {
            return library.matcher(text).find() && declaration.matcher(text).find();
        }
    }

    private static Sign sign(String library, String declaration) {
        return new Sign(Pattern.compile(library), Pattern.compile(declaration));
    }

    static UnreadModels in(List<FileChange> files) {
        List<Found> found = new ArrayList<>();
        for (FileChange file : files) {
            if (!file.before().equals(file.after())) {
                String text = file.after().or(file::before).orElse("");
                SIGNS.entrySet().stream()
                        .filter(sign -> sign.getValue().isIn(text))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .findFirst()
                        .ifPresent(what -> found.add(new Found(file.path(), what)));
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
