package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.AddColumn;
import io.godwit.model.change.SchemaChange.DropColumn;
import io.godwit.model.change.SchemaChange.DropEnum;
import io.godwit.model.change.SchemaChange.DropNotNull;
import io.godwit.model.change.SchemaChange.DropTable;
import io.godwit.model.diff.Rename;
import io.godwit.model.diff.RenameCandidate;
import io.godwit.model.planning.RowsDecide.Guard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What becomes of the old where nobody has said yet whether the new is the same under another name. Nothing may be
/// lost, and nothing is kept for nothing: a table goes if it has no row, a column if no row holds a value in it that
/// the new one does not hold, too. Where rows are, the old stays and a question is asked; where nobody has looked, the
/// removal is guarded by the look itself.
public final class SupposedRenames {
    private final List<RenameCandidate> candidates;
    private final Catalog live;
    private final LiveTables rows;
    private final List<SchemaChange> kept = new ArrayList<>();
    private final Map<SchemaChange, RowsDecide> guards = new HashMap<>();
    private final List<RenameCandidate> asked = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<DataType> typesKept = new HashSet<>();
    private final Set<DataType> typesGuarded = new HashSet<>();

    private SupposedRenames(List<RenameCandidate> candidates, Catalog live, LiveTables rows) {
        this.candidates = List.copyOf(candidates);
        this.live = live;
        this.rows = rows;
    }

    /// @param changes    in which a rename nobody has settled is a removal and an addition
    /// @param candidates such renames
    /// @param live       the database's catalog
    public static SupposedRenames in(
            List<SchemaChange> changes, List<RenameCandidate> candidates, Catalog live, LiveTables rows) {
        SupposedRenames supposed = new SupposedRenames(candidates, live, rows);
        changes.forEach(change -> supposed.take(change, changes));
        supposed.enums();
        return supposed;
    }

    /// The changes without the removals that would lose something.
    public GuardedChanges changes() {
        return new GuardedChanges(kept, guards);
    }

    /// The renames somebody has to be asked about.
    public List<RenameCandidate> asked() {
        return List.copyOf(asked);
    }

    /// What went without a question, one sentence each.
    public List<String> notes() {
        return List.copyOf(notes);
    }

    private void take(SchemaChange change, List<SchemaChange> all) {
        Optional<RenameCandidate> candidate = candidates.stream()
                .filter(each -> removes(change, each.rename()))
                .findFirst();
        if (candidate.isEmpty()) {
            kept.add(change);
            return;
        }
        switch (change) {
            case DropTable drop -> table(drop, candidate.get());
            case DropColumn drop -> column(drop, candidate.get(), all);
            case SchemaChange other -> kept.add(other);
        }
    }

    private void table(DropTable drop, RenameCandidate candidate) {
        ObjectName table = drop.table().name();
        List<DataType> types = drop.table().columns().stream().map(Column::type).toList();
        if (!rows.knows(table)) {
            guard(drop, candidate, types, new Guard(table, exists(table, "")), "it has rows");
        } else if (rows.hasRows(table)) {
            asked.add(candidate);
            typesKept.addAll(types);
        } else {
            kept.add(drop);
            notes.add("The table " + table + " has no rows, so it goes whether " + candidate.table()
                    + " is the same under another name or not.");
        }
    }

    /// A required column that stays may be empty from now on, since new code does not write it.
    private void column(DropColumn drop, RenameCandidate candidate, List<SchemaChange> all) {
        ObjectName table = drop.table();
        Column column = drop.column();
        String fresh = candidate.rename() instanceof Rename.OfColumn renamed ? renamed.after() : "";
        if (!rows.knows(table)) {
            String query = exists(table, " WHERE " + LiveTables.holdsMore(column.name(), SqlName.quoted(fresh)));
            guard(
                    drop,
                    candidate,
                    List.of(column.type()),
                    new Guard(table, query),
                    "it holds values that " + fresh + " does not");
        } else if (rows.hasRows(table) && rows.holdsMore(table, column.name(), value(table, fresh, all))) {
            asked.add(candidate);
            typesKept.add(column.type());
            if (blocksNewRows(table, column)) {
                kept.add(new DropNotNull(table, column));
            }
        } else {
            kept.add(drop);
            notes.add("No row holds a value in " + table + "." + column.name() + " that " + fresh
                    + " does not hold, so it goes whether that is the same under another name or not.");
        }
    }

    private void guard(SchemaChange drop, RenameCandidate candidate, List<DataType> types, Guard guard, String why) {
        kept.add(drop);
        asked.add(candidate);
        typesGuarded.addAll(types);
        guards.put(drop, new RowsDecide(Optional.of(guard), why));
    }

    /// What rows have in the new column: it may be there already, else what it gets when it is added.
    private String value(ObjectName table, String column, List<SchemaChange> all) {
        if (live.table(table).flatMap(found -> found.column(column)).isPresent()) {
            return SqlName.quoted(column);
        }
        return all.stream()
                .filter(change -> change instanceof AddColumn add
                        && add.table().equals(table)
                        && add.column().name().equals(column))
                .flatMap(change -> ((AddColumn) change).column().defaultExpression().stream())
                .findFirst()
                .orElse("NULL");
    }

    /// An enum stays with the column that has it.
    private void enums() {
        kept.removeIf(change -> change instanceof DropEnum(EnumType type) && isAmong(type, typesKept));
        kept.stream()
                .filter(change -> change instanceof DropEnum(EnumType type) && isAmong(type, typesGuarded))
                .forEach(change -> guards.put(change, new RowsDecide(Optional.empty(), "a column of it stays")));
    }

    private static boolean isAmong(EnumType type, Set<DataType> types) {
        DataType bare = DataType.of(type.name());
        return types.contains(bare) || types.contains(bare.array());
    }

    private static boolean removes(SchemaChange change, Rename rename) {
        return switch (rename) {
            case Rename.OfTable(ObjectName before, ObjectName _) ->
                change instanceof DropTable(Table table) && table.name().equals(before);
            case Rename.OfColumn(ObjectName table, String before, String _) ->
                change instanceof DropColumn(ObjectName of, Column column)
                        && of.equals(table)
                        && column.name().equals(before);
        };
    }

    private static String exists(ObjectName table, String where) {
        return "SELECT EXISTS (SELECT 1 FROM " + table.sql() + where + ")";
    }

    private boolean blocksNewRows(ObjectName table, Column column) {
        return !column.nullable()
                && column.defaultExpression().isEmpty()
                && column.generation() instanceof Column.Generation.None
                && live.table(table)
                        .flatMap(Table::primaryKey)
                        .map(Constraint.PrimaryKey::columns)
                        .filter(columns -> columns.contains(column.name()))
                        .isEmpty();
    }
}
