package io.godwit.model.diff;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.DropColumn;
import io.godwit.model.change.SchemaChange.DropNotNull;
import io.godwit.model.change.SchemaChange.DropTable;
import io.godwit.model.change.SchemaChange.RenameColumn;
import io.godwit.model.change.SchemaChange.RenameTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What renames mean for the changes of a database: those settled become changes, for those still open
/// the old is kept.
public final class Renaming {
    private Renaming() {}

    /// The renames the database does not have yet.
    public static List<Rename> missingIn(Catalog live, List<Rename> settled) {
        List<Rename> missing = new ArrayList<>();
        for (Rename rename : settled) {
            boolean toDo = switch (rename) {
                case Rename.OfTable(ObjectName before, ObjectName after) ->
                    live.table(before).isPresent() && live.table(after).isEmpty();
                case Rename.OfColumn(ObjectName table, String before, String after) ->
                    live.table(oldName(table, missing))
                            .filter(found -> found.column(before).isPresent()
                                    && found.column(after).isEmpty())
                            .isPresent();
            };
            if (toDo) {
                missing.add(rename);
            }
        }
        return missing;
    }

    /// The renames as changes, tables first.
    ///
    /// @param live as it is, under the old names
    public static List<SchemaChange> changes(List<Rename> renames, Catalog live) {
        List<SchemaChange> changes = new ArrayList<>();
        for (Rename rename : renames) {
            switch (rename) {
                case Rename.OfTable(ObjectName before, ObjectName after) ->
                    live.table(before).ifPresent(table -> changes.add(new RenameTable(table, after)));
                case Rename.OfColumn(ObjectName table, String before, String after) ->
                    live.table(oldName(table, renames))
                            .flatMap(found -> found.column(before))
                            .ifPresent(column -> changes.add(new RenameColumn(table, column, after)));
            }
        }
        return changes;
    }

    private static ObjectName oldName(ObjectName table, List<Rename> renames) {
        return renames.stream()
                .filter(rename ->
                        rename instanceof Rename.OfTable(ObjectName _, ObjectName after) && after.equals(table))
                .map(rename -> ((Rename.OfTable) rename).before())
                .findFirst()
                .orElse(table);
    }

    /// The changes without the drop of what may have been renamed. A required column that is kept may be
    /// empty from now
    /// on, since new code does not write it.
    ///
    /// @param candidates renames nobody has settled
    /// @param asked      gets those that kept something back
    public static List<SchemaChange> keepingOld(
            List<SchemaChange> changes, List<RenameCandidate> candidates, Catalog live, List<RenameCandidate> asked) {
        List<SchemaChange> kept = new ArrayList<>();
        for (SchemaChange change : changes) {
            Optional<RenameCandidate> candidate = candidates.stream()
                    .filter(each -> drops(change, each.rename()))
                    .findFirst();
            if (candidate.isEmpty()) {
                kept.add(change);
                continue;
            }
            asked.add(candidate.get());
            if (change instanceof DropColumn(ObjectName table, Column column) && blocksNewRows(live, table, column)) {
                kept.add(new DropNotNull(table, column));
            }
        }
        return kept;
    }

    private static boolean drops(SchemaChange change, Rename rename) {
        return switch (rename) {
            case Rename.OfTable(ObjectName before, ObjectName _) ->
                change instanceof DropTable(Table table) && table.name().equals(before);
            case Rename.OfColumn(ObjectName table, String before, String _) ->
                change instanceof DropColumn(ObjectName of, Column column)
                        && of.equals(table)
                        && column.name().equals(before);
        };
    }

    private static boolean blocksNewRows(Catalog live, ObjectName table, Column column) {
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
