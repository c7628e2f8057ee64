package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.postgres.statement.RowUpdate;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.facts.ColumnFacts;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.Relation;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An UPDATE of many rows, and whether it comes to the same if each range of rows is a transaction of its own.
///
/// It does where the new values depend on nothing but the row, where writing a row that was written before
/// changes nothing, and where what it calls only computes.
public final class BatchableUpdate {
    private static final Set<String> HARMLESS = Set.of(
            "random",
            "random_normal",
            "gen_random_uuid",
            "uuidv4",
            "uuidv7",
            "uuid_generate_v1",
            "uuid_generate_v1mc",
            "uuid_generate_v4",
            "gen_random_bytes",
            "gen_salt",
            "clock_timestamp",
            "timeofday",
            "nextval");

    private final RowUpdate update;
    private final Setting setting;
    private final CatalogQuestions questions;

    public BatchableUpdate(RowUpdate update, Setting setting) {
        this.update = update;
        this.setting = setting;
        this.questions = setting.questions();
    }

    /// Whether so many rows are written that it is felt, as far as that can be told.
    ///
    /// @param rows of the table; below 0 if not known
    public boolean manyRows(long rows) {
        return rows().areMany(rows);
    }

    private WrittenRows rows() {
        return new WrittenRows(update.table(), update.condition(), update.only(), setting);
    }

    /// Whether no row has a value in any of the columns yet that it gives one to: they are new, or it asks for rows
    /// where they are missing.
    public boolean fillsEmpty() {
        return update.assignments().keySet().stream()
                .allMatch(column -> setting.changed().isEmpty(update.table(), column) || asksForMissing(column));
    }

    /// Whether the condition is that the column has no value, and nothing else.
    public boolean asksForMissing(String column) {
        return update.condition()
                .map(where -> where.replaceAll("[()\\s]+", " ").strip())
                .map(where -> where.toLowerCase(Locale.ROOT).endsWith(" is null")
                        && RowUpdate.named(where).equals(names(column, where)))
                .orElse(false);
    }

    private Set<String> names(String column, String where) {
        Set<String> names = new HashSet<>(Set.of(column, "is", "null"));
        if (where.contains(".")) {
            names.add(update.table().name());
        }
        return names;
    }

    /// Why it has to stay one transaction, in words; empty if it can be batched.
    public Optional<String> obstacle() {
        Optional<Relation> table = setting.relation(update.table());
        return update.obstacle()
                .or(rows()::obstacle)
                .or(() -> inTable(table.orElseThrow()))
                .or(() -> acting(parts(), questions))
                .or(() -> fillsEmpty() ? Optional.empty() : twice(table.orElseThrow()));
    }

    private Optional<String> inTable(Relation table) {
        Set<String> key = table.constraints(ConstraintFacts.Kind.PRIMARY_KEY)
                .flatMap(constraint -> constraint.columns().stream())
                .collect(Collectors.toSet());
        if (update.assignments().keySet().stream()
                .anyMatch(column -> table.column(column).isEmpty())) {
            return Optional.of("it sets a column that is not there");
        }
        return update.assignments().keySet().stream()
                .filter(key::contains)
                .findFirst()
                .map(column -> "it changes " + column + ", part of the key that batches go along");
    }

    /// Why what the parts of a statement call may do more than compute, in words; empty if it only computes.
    static Optional<String> acting(Stream<String> parts, CatalogQuestions questions) {
        Set<String> called = parts.flatMap(part -> RowUpdate.called(part).stream())
                .filter(name -> !HARMLESS.contains(name))
                .collect(Collectors.toSet());
        if (called.isEmpty()) {
            return Optional.empty();
        }
        Optional<List<String>> acting = questions.texts(
                "select distinct proname from pg_catalog.pg_proc where provolatile = 'v' and proname in ("
                        + called.stream().sorted().map(SqlName::literal).collect(Collectors.joining(", ")) + ")",
                called.size());
        if (acting.isEmpty()) {
            return Optional.of("nobody can say whether what it calls only computes");
        }
        return acting.get().stream().findFirst().map(name -> "it calls " + name + ", which may do more than compute");
    }

    /// What of the statement decides: the new values and the condition.
    private Stream<String> parts() {
        return Stream.concat(update.assignments().values().stream(), update.condition().stream());
    }

    /// Where the new values come from those they replace, a row that another batch meets again must not change.
    private Optional<String> twice(Relation table) {
        boolean fromItself = update.assignments().values().stream()
                .anyMatch(value -> RowUpdate.takesWhole(value, update.table())
                        || RowUpdate.named(value).stream().anyMatch(update.assignments()::containsKey));
        if (!fromItself) {
            return Optional.empty();
        }
        String columns = table.columns().stream()
                .map(column -> Optional.ofNullable(update.assignments().get(column.name()))
                                .map(value -> cast(value, column) + " as ")
                                .orElse("")
                        + SqlName.quoted(column.name()))
                .collect(Collectors.joining(", "));
        String differs = update.assignments().keySet().stream()
                .map(name -> SqlName.quoted(name) + " is distinct from "
                        + cast(update.value(name), table.column(name).orElseThrow()))
                .collect(Collectors.joining(" or "));
        String where = update.condition().map(text -> " where " + text).orElse("");
        String again = update.condition().map(text -> "(" + text + ") and ").orElse("");
        return questions
                .anyRow("select 1 from (select " + columns + " from "
                        + update.table().sql() + where + ") as "
                        + SqlName.quoted(update.table().name()) + " where "
                        + again + "(" + differs + ")")
                .map(changes -> changes
                        ? Optional.of("the new value comes from the one it replaces, and a row written twice would"
                                + " change twice: rows the application adds meanwhile cannot be told apart")
                        : Optional.<String>empty())
                .orElse(Optional.of("the new value comes from the one it replaces, and whether a row written twice"
                        + " would change twice could not be asked"));
    }

    private static String cast(String value, ColumnFacts column) {
        return "(" + value + ")::" + column.type();
    }

    /// The table it writes.
    public ObjectName table() {
        return update.table();
    }
}
