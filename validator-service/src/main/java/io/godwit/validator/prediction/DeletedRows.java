package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.Relation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The rows a DELETE takes, as a query, and those that go or change with them: foreign keys that pass the deletion on,
/// from table to table, and those that refuse it somewhere on the way. PostgreSQL is asked.
final class DeletedRows {
    private static final Pattern DELETED = Pattern.compile(
            "(?is)^\\s*delete\\s+from\\s+[\\w.\"$]+((?:\\s+(?:as\\s+)?(?!where\\b|using\\b|returning\\b)\\w+)?"
                    + "(?:\\s+using\\s+[\\w.\"$]+(?:\\s+(?:as\\s+)?(?!where\\b|returning\\b)\\w+)?)?)"
                    + "(?:\\s+where\\s+((?:(?!\\breturning\\b).)*))?(?:\\s+returning\\b.*)?$");

    private final Draft draft;
    private final Relation table;
    private final Rows rows;
    private final Set<String> followed = new HashSet<>();

    /// @param called how the table is called there
    /// @param from   from `FROM` on
    private record Rows(String called, String from) {
        String any() {
            return "select 1 " + from;
        }

        String columns(List<String> columns) {
            return "select " + listed(called, columns) + " " + from;
        }

        /// Those of another table that refer to these.
        Rows referring(DatabaseFacts.Reference reference, int depth) {
            ConstraintFacts key = reference.key();
            String alias = "godwit_" + depth;
            return new Rows(
                    alias,
                    "from " + reference.table().name().sql() + " " + alias + " where (" + listed(alias, key.columns())
                            + ") in (" + columns(key.referencedColumns()) + ")");
        }

        private static String listed(String table, List<String> columns) {
            return columns.stream()
                    .map(column -> table + "." + SqlName.quoted(column))
                    .collect(Collectors.joining(", "));
        }
    }

    private DeletedRows(Draft draft, Relation table, Rows rows) {
        this.draft = draft;
        this.table = table;
        this.rows = rows;
    }

    /// Empty for a form that is not taken apart.
    static Optional<DeletedRows> of(Draft draft, Relation table, String text) {
        Matcher deleted = DELETED.matcher(text);
        if (!deleted.matches()) {
            return Optional.empty();
        }
        String named = Optional.ofNullable(deleted.group(1)).orElse("");
        String called = named.replaceFirst("(?is)\\busing\\b.*$", "").strip().replaceFirst("(?i)^as\\s+", "");
        Rows rows = new Rows(
                called.isEmpty() ? SqlName.quoted(table.name().name()) : called,
                "from " + table.name().sql() + named.replaceFirst("(?i)\\busing\\b", ",") + " where ("
                        + Optional.ofNullable(deleted.group(2)).orElse("true") + ")");
        return Optional.of(new DeletedRows(draft, table, rows));
    }

    /// Whether there are none, for certain.
    boolean none() {
        return !draft.setting().changed().mayDiffer(table.name(), List.of(""))
                && draft.setting()
                        .questions()
                        .anyRow(rows.any())
                        .map(any -> !any)
                        .orElse(false);
    }

    /// Locks what the deletion reaches over other tables; what it reaches first is the caller's.
    ///
    /// @throws Refused if a row refers to them that may not lose them
    void follow() {
        follow(table, rows, 1);
    }

    private void follow(Relation from, Rows deleted, int depth) {
        for (DatabaseFacts.Reference reference : draft.facts().references(from)) {
            ConstraintFacts key = reference.key();
            boolean known = !key.columns().isEmpty()
                    && key.columns().size() == key.referencedColumns().size()
                    && !draft.setting().changed().mayDiffer(reference.table().name(), key.columns());
            if (!known || !followed.add(reference.table().name() + " " + key.name())) {
                continue;
            }
            Rows referring = deleted.referring(reference, depth);
            if (draft.anyRow(table, List.of(), referring.any())) {
                reached(from, reference, referring, depth);
            }
        }
    }

    private void reached(Relation from, DatabaseFacts.Reference reference, Rows referring, int depth) {
        switch (ReferentialAction.onDelete(draft, reference)) {
            case CASCADE -> {
                draft.facts()
                        .references(reference.table())
                        .forEach(next -> ReferentialAction.onDelete(draft, next).touch(draft, reference.table(), next));
                follow(reference.table(), referring, depth + 1);
            }
            case SET_NULL ->
                reference.key().columns().stream()
                        .filter(column -> reference
                                .table()
                                .column(column)
                                .filter(c -> c.marked())
                                .isPresent())
                        .findFirst()
                        .ifPresent(column -> {
                            throw new Refused("null value in column \"" + column + "\" of relation \""
                                    + reference.table().name().name() + "\" violates not-null constraint");
                        });
            case REFUSE -> {
                if (!reference.key().deferred() && !reference.table().name().equals(from.name())) {
                    throw new Refused(
                            "update or delete on table \"" + from.name().name()
                                    + "\" violates foreign key constraint \""
                                    + reference.key().name() + "\" on table \""
                                    + reference.table().name().name() + "\"");
                }
            }
            case SET_DEFAULT, UNKNOWN -> {}
        }
    }
}
