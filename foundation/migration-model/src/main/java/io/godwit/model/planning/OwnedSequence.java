package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.change.SchemaChange.ChangeDefault;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.TransactionMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes an existing integer column number itself: a sequence of its own that starts after the highest value there is.
final class OwnedSequence {
    private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");
    private static final Pattern NEXTVAL = Pattern.compile("nextval\\('(.+)'::regclass\\)");

    private OwnedSequence() {}

    /// The sequence a default takes from, as written in it; empty for other defaults.
    static Optional<String> nameIn(String expression) {
        Matcher matcher = NEXTVAL.matcher(expression);
        return matcher.matches() ? Optional.of(matcher.group(1).replace("''", "'")) : Optional.empty();
    }

    static Draft attach(int number, ObjectName table, ChangeDefault change, String sequence) {
        return new Draft(
                Rank.ALTER_COLUMN,
                number,
                "Let " + change.column() + " in " + table + " number itself",
                new Action.RunSql(
                        statements(
                                table, change.column(), sequence, change.after().orElseThrow()),
                        TransactionMode.TOGETHER),
                Rollback.lossless(
                        Sql.alterColumn(
                                table,
                                change.column(),
                                change.before().map(sql -> "SET DEFAULT " + sql).orElse("DROP DEFAULT")),
                        "DROP SEQUENCE " + sequence),
                Optional.of("SELECT pg_catalog.to_regclass(" + SqlName.literal(sequence) + ") IS NOT NULL"));
    }

    /// Whether the column takes from a sequence that `serial` would make.
    static boolean numbers(Column column) {
        return column.generation() instanceof Column.Generation.Serial
                && INTEGERS.contains(column.type().sql())
                && column.defaultExpression().flatMap(OwnedSequence::nameIn).isPresent();
    }

    /// What lets the column take from its sequence again, whatever became of the sequence meanwhile. It goes on after
    /// the highest value there is, or where it was if that is further.
    static List<String> again(ObjectName table, Column column) {
        String expression = column.defaultExpression().orElseThrow();
        String sequence = nameIn(expression).orElseThrow();
        String name = SqlName.quoted(column.name());
        return List.of(
                "CREATE SEQUENCE IF NOT EXISTS " + sequence + " AS " + column.type() + " OWNED BY " + table.sql() + "."
                        + name,
                Sql.alterColumn(table, column.name(), "SET DEFAULT " + expression),
                "SELECT setval(" + SqlName.literal(sequence) + ", greatest((SELECT max(" + name + ") FROM "
                        + table.sql() + ") + 1, (SELECT last_value + is_called::integer FROM " + sequence
                        + ")), false)");
    }

    /// What makes the sequence and lets the column take from it.
    static List<String> statements(ObjectName table, String column, String sequence, String expression) {
        String name = SqlName.quoted(column);
        return List.of(
                "CREATE SEQUENCE " + sequence + " OWNED BY " + table.sql() + "." + name,
                "SELECT setval(" + SqlName.literal(sequence) + ", COALESCE((SELECT max(" + name + ") FROM "
                        + table.sql() + "), 0) + 1, false)",
                Sql.alterColumn(table, column, "SET DEFAULT " + expression));
    }
}
