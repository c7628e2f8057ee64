package io.godwit.analyzer.rename;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.diff.Rename;
import io.godwit.model.planning.LiveTables;
import io.godwit.model.planning.RowsSay;
import java.util.List;
import java.util.Optional;

/// Rows asked for under names they get only by the plan: asked of the database under the old ones.
public record RenamedRows(LiveTables rows, List<Rename> renames) implements LiveTables {
    public RenamedRows {
        renames = List.copyOf(renames);
    }

    @Override
    public boolean knows(ObjectName table) {
        return rows.knows(old(table));
    }

    @Override
    public boolean hasRows(ObjectName table) {
        return rows.hasRows(old(table));
    }

    @Override
    public boolean hasNulls(ObjectName table, String column) {
        return rows.hasNulls(old(table), old(table, column));
    }

    @Override
    public boolean holdsAny(ObjectName table, String column, List<String> labels) {
        return rows.holdsAny(old(table), old(table, column), labels);
    }

    @Override
    public boolean hasDuplicates(ObjectName table, Index key) {
        return rows.hasDuplicates(
                old(table),
                new Index(
                        key.name(),
                        key.unique(),
                        key.method(),
                        key.keys().stream()
                                .map(each -> each.column()
                                        .map(column -> Index.Key.column(old(table, column)))
                                        .orElse(each))
                                .toList(),
                        key.included(),
                        key.predicate(),
                        key.nullsNotDistinct(),
                        key.valid()));
    }

    @Override
    public boolean hasOrphans(ObjectName table, ForeignKey key) {
        return rows.hasOrphans(
                old(table),
                new ForeignKey(
                        key.name(),
                        key.columns().stream().map(column -> old(table, column)).toList(),
                        old(key.referencedTable()),
                        key.referencedColumns().stream()
                                .map(column -> old(key.referencedTable(), column))
                                .toList(),
                        key.onDelete(),
                        key.onUpdate(),
                        key.deferrable(),
                        key.validated()));
    }

    @Override
    public boolean holdsMore(ObjectName table, String column, String expression) {
        return rows.holdsMore(old(table), old(table, column), expression);
    }

    @Override
    public RowsSay fulfil(ObjectName table, String condition) {
        return renamedColumns(table).isEmpty() ? rows.fulfil(old(table), condition) : RowsSay.PERHAPS;
    }

    @Override
    public boolean refuses(ObjectName table, String expression) {
        String inOldNames = expression;
        for (Rename.OfColumn renamed : renamedColumns(table)) {
            inOldNames = inOldNames.replace(SqlName.quoted(renamed.after()), SqlName.quoted(renamed.before()));
        }
        return rows.refuses(old(table), inOldNames);
    }

    @Override
    public Optional<String> instead(ObjectName type, String removed, List<String> kept) {
        return rows.instead(type, removed, kept);
    }

    private List<Rename.OfColumn> renamedColumns(ObjectName table) {
        return renames.stream()
                .filter(Rename.OfColumn.class::isInstance)
                .map(Rename.OfColumn.class::cast)
                .filter(renamed -> renamed.table().equals(table))
                .toList();
    }

    private ObjectName old(ObjectName table) {
        return renames.stream()
                .filter(rename -> rename instanceof Rename.OfTable renamed
                        && renamed.after().equals(table))
                .map(rename -> ((Rename.OfTable) rename).before())
                .findFirst()
                .orElse(table);
    }

    private String old(ObjectName table, String column) {
        return renames.stream()
                .filter(rename -> rename instanceof Rename.OfColumn renamed
                        && renamed.table().equals(table)
                        && renamed.after().equals(column))
                .map(rename -> ((Rename.OfColumn) rename).before())
                .findFirst()
                .orElse(column);
    }
}
