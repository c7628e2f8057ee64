package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.PostgresNames;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.TransactionMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Plans renames somebody has settled. They are instant and lossless, but old code does not know the new name: they run
/// when the new code is deployed.
final class Renames {

    private final Drafts drafts;

    Renames(Drafts drafts) {
        this.drafts = drafts;
    }

    void table(int number, Table table, ObjectName after) {
        ObjectName before = table.name();
        List<String> forward = new ArrayList<>(List.of(rename(before, after)));
        List<String> back = new ArrayList<>(List.of(rename(after, before)));
        rename(after, notNulls(table, before.name(), after.name())).ifPresent(forward::add);
        rename(before, notNulls(table, after.name(), before.name())).ifPresent(undo -> back.add(1, undo));
        for (Column column : table.columns()) {
            if (column.generation() instanceof Column.Generation.Serial) {
                ObjectName old = PostgresNames.sequence(before, column.name());
                ObjectName fresh = PostgresNames.sequence(after, column.name());
                forward.add(renameSequence(old, fresh));
                back.add(renameSequence(fresh, old));
            }
        }
        add(number, "Rename the table " + before + " to " + after, forward, back, Probes.tableExists(after));
    }

    void column(int number, ObjectName table, Column column, String after) {
        String before = column.name();
        List<String> forward = new ArrayList<>(List.of(rename(table, before, after)));
        List<String> back = new ArrayList<>(List.of(rename(table, after, before)));
        if (!column.nullable()) {
            String old = PostgresNames.notNull(table.name(), before);
            String fresh = PostgresNames.notNull(table.name(), after);
            rename(table, Map.of(old, fresh)).ifPresent(forward::add);
            rename(table, Map.of(fresh, old)).ifPresent(back::add);
        }
        if (column.generation() instanceof Column.Generation.Serial) {
            ObjectName old = PostgresNames.sequence(table, before);
            ObjectName fresh = PostgresNames.sequence(table, after);
            forward.add(renameSequence(old, fresh));
            back.add(renameSequence(fresh, old));
        }
        add(
                number,
                "Rename the column " + before + " of " + table + " to " + after,
                forward,
                back,
                Probes.columnExists(table, after));
    }

    void constraint(int number, ObjectName table, Constraint constraint, String after) {
        drafts.add(Draft.sql(
                Rank.RENAME_INDEX,
                number,
                "Rename the constraint " + constraint.name() + " of " + table + " to " + after,
                renameConstraint(table, constraint.name(), after),
                Rollback.lossless(renameConstraint(table, after, constraint.name())),
                Probes.constraintExists(table, after)));
    }

    private void add(int number, String title, List<String> forward, List<String> back, String probe) {
        drafts.add(new Draft(
                Rank.RENAME,
                number,
                title,
                new Action.RunSql(forward, TransactionMode.TOGETHER),
                Rollback.lossless(back.toArray(String[]::new)),
                Optional.of(probe)));
    }

    private static Map<String, String> notNulls(Table table, String before, String after) {
        Map<String, String> names = new LinkedHashMap<>();
        table.columns().stream()
                .filter(column -> !column.nullable())
                .forEach(column -> names.put(
                        PostgresNames.notNull(before, column.name()), PostgresNames.notNull(after, column.name())));
        return names;
    }

    /// From PostgreSQL 18 on NOT NULL has a name, after table and column, that stays behind when those are renamed;
    /// before there is none, and a constraint may have got another one by hand: what is not there is passed over.
    private static Optional<String> rename(ObjectName table, Map<String, String> constraints) {
        String renames = constraints.entrySet().stream()
                .filter(name -> !name.getKey().equals(name.getValue()))
                .map(name -> "BEGIN " + renameConstraint(table, name.getKey(), name.getValue())
                        + "; EXCEPTION WHEN undefined_object THEN NULL; END; ")
                .collect(Collectors.joining());
        return renames.isEmpty() || renames.contains("$godwit$")
                ? Optional.empty()
                : Optional.of("DO $godwit$ BEGIN " + renames + "END $godwit$");
    }

    private static String rename(ObjectName before, ObjectName after) {
        return Sql.alterTable(before, "RENAME TO " + SqlName.quoted(after.name()));
    }

    private static String rename(ObjectName table, String before, String after) {
        return Sql.alterTable(table, "RENAME COLUMN " + SqlName.quoted(before) + " TO " + SqlName.quoted(after));
    }

    private static String renameConstraint(ObjectName table, String before, String after) {
        return Sql.alterTable(table, "RENAME CONSTRAINT " + SqlName.quoted(before) + " TO " + SqlName.quoted(after));
    }

    private static String renameSequence(ObjectName before, ObjectName after) {
        return "ALTER SEQUENCE IF EXISTS " + before.sql() + " RENAME TO " + SqlName.quoted(after.name());
    }
}
