package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.PostgresNames;
import io.godwit.model.change.SchemaChange.ChangeGeneration;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Plans a column that PostgreSQL fills in another way: an identity comes, goes or changes its kind; a computed column
/// is made again, because its expression cannot be changed in place before PostgreSQL 17.
final class GenerationChange {
    private final Drafts drafts;

    GenerationChange(Drafts drafts) {
        this.drafts = drafts;
    }

    void plan(int number, ChangeGeneration change) {
        ObjectName table = change.table();
        Column before = change.before();
        Column after = change.after();
        if (isComputed(after) || isComputed(before) && !isStored(before)) {
            remake(number, table, before, after);
            return;
        }
        List<String> forward = statements(table, before, after);
        List<String> back = isComputed(before) ? remade(table, before) : statements(table, after, before);
        drafts.add(new Draft(
                Rank.ALTER_COLUMN,
                number,
                "Fill " + after.name() + " of " + table + " in another way",
                new Action.RunSql(forward, TransactionMode.TOGETHER),
                new Rollback(Reversibility.LOSSLESS, back, TransactionMode.TOGETHER, ""),
                Optional.empty()));
    }

    /// The column goes before the columns change it is computed from, and comes back after.
    private void remake(int number, ObjectName table, Column before, Column after) {
        boolean holdsValues = !isComputed(before);
        drafts.add(new Draft(
                Rank.DROP_COMPUTED_COLUMN,
                number,
                "Drop the column " + before.name() + " of " + table + " to add it again",
                Action.RunSql.together(Sql.dropColumn(table, before.name())),
                new Rollback(
                        holdsValues ? Reversibility.LOSSY : Reversibility.LOSSLESS,
                        added(table, before),
                        TransactionMode.TOGETHER,
                        holdsValues ? "the values of " + table + "." + before.name() + " are gone" : ""),
                Optional.empty()));
        drafts.add(new Draft(
                Rank.ADD_COMPUTED_COLUMN,
                number,
                "Add the column " + after.name() + " of " + table + " again",
                new Action.RunSql(added(table, after), TransactionMode.TOGETHER),
                Rollback.lossless(Sql.dropColumn(table, after.name())),
                Optional.empty()));
        if (holdsValues) {
            drafts.note("The column " + table + "." + after.name()
                    + " becomes computed: the values it holds now are replaced.");
        }
    }

    private static List<String> remade(ObjectName table, Column column) {
        List<String> statements = new ArrayList<>(List.of(Sql.dropColumn(table, column.name())));
        statements.addAll(added(table, column));
        return statements;
    }

    private static List<String> added(ObjectName table, Column column) {
        Optional<String> placeholder =
                column.nullable() || fillsItself(column) ? Optional.empty() : Placeholder.of(column);
        List<String> statements = new ArrayList<>();
        statements.add(Sql.addColumn(table, placeholder.map(column::withDefault).orElse(column)));
        placeholder.ifPresent(_ -> statements.add(Sql.alterColumn(table, column.name(), "DROP DEFAULT")));
        return statements;
    }

    private static List<String> statements(ObjectName table, Column from, Column to) {
        List<String> statements = new ArrayList<>();
        String name = to.name();
        if (from.generation() instanceof Generation.Identity
                && to.generation() instanceof Generation.Identity(boolean always)) {
            statements.add(Sql.alterColumn(table, name, "SET GENERATED " + kind(always)));
            return statements;
        }
        leave(statements, table, from);
        switch (to.generation()) {
            case Generation.Identity(boolean always) -> {
                if (from.nullable()) {
                    statements.add(Sql.alterColumn(table, name, "SET NOT NULL"));
                }
                statements.add(Sql.alterColumn(table, name, "ADD GENERATED " + kind(always) + " AS IDENTITY"));
                statements.add("SELECT setval(pg_get_serial_sequence(" + SqlName.literal(table.sql()) + ", "
                        + SqlName.literal(name) + "), " + next(table, name) + ", false)");
            }
            case Generation.Serial _ -> {
                String sequence = PostgresNames.sequence(table, name).sql();
                statements.add("CREATE SEQUENCE " + sequence + " AS " + to.type() + " OWNED BY " + table.sql() + "."
                        + SqlName.quoted(name));
                statements.add("SELECT setval(" + SqlName.literal(sequence) + ", " + next(table, name) + ", false)");
                statements.add(Sql.alterColumn(
                        table, name, "SET DEFAULT " + to.defaultExpression().orElseThrow()));
            }
            case Generation.None _, Generation.Stored _, Generation.Virtual _ ->
                to.defaultExpression()
                        .ifPresent(value -> statements.add(Sql.alterColumn(table, name, "SET DEFAULT " + value)));
        }
        if (!from.nullable() && to.nullable()) {
            statements.add(Sql.alterColumn(table, name, "DROP NOT NULL"));
        } else if (from.nullable() && !to.nullable() && !(to.generation() instanceof Generation.Identity)) {
            statements.add(Sql.alterColumn(table, name, "SET NOT NULL"));
        }
        return statements;
    }

    private static void leave(List<String> statements, ObjectName table, Column from) {
        String name = from.name();
        switch (from.generation()) {
            case Generation.Identity _ -> statements.add(Sql.alterColumn(table, name, "DROP IDENTITY"));
            case Generation.Stored _ -> statements.add(Sql.alterColumn(table, name, "DROP EXPRESSION"));
            case Generation.Serial _ -> {
                statements.add(Sql.alterColumn(table, name, "DROP DEFAULT"));
                statements.add("DROP SEQUENCE IF EXISTS "
                        + PostgresNames.sequence(table, name).sql());
            }
            case Generation.None _, Generation.Virtual _ -> {
                if (from.defaultExpression().isPresent()) {
                    statements.add(Sql.alterColumn(table, name, "DROP DEFAULT"));
                }
            }
        }
    }

    private static String next(ObjectName table, String column) {
        return "COALESCE((SELECT max(" + SqlName.quoted(column) + ") FROM " + table.sql() + "), 0) + 1";
    }

    private static boolean isComputed(Column column) {
        return isStored(column) || column.generation() instanceof Generation.Virtual;
    }

    private static boolean isStored(Column column) {
        return column.generation() instanceof Generation.Stored;
    }

    private static boolean fillsItself(Column column) {
        return column.defaultExpression().isPresent() || !(column.generation() instanceof Generation.None);
    }

    private static String kind(boolean always) {
        return always ? "ALWAYS" : "BY DEFAULT";
    }
}
