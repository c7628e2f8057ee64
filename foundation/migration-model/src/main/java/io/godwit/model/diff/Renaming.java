package io.godwit.model.diff;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.RenameColumn;
import io.godwit.model.change.SchemaChange.RenameTable;
import java.util.ArrayList;
import java.util.List;

/// What settled renames mean for the changes of a database.
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
}
