package io.godwit.analyzer.django;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.diff.Rename;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the database has to rename when an operation gives models, fields or tables other names: tables, the tables of
/// many-to-many fields, columns.
final class MigrationRenames {
    private final SchemaTables before;
    private final SchemaTables after;
    private final List<Rename> tables = new ArrayList<>();
    private final List<Rename> columns = new ArrayList<>();

    private MigrationRenames(SchemaTables before, SchemaTables after) {
        this.before = before;
        this.after = after;
    }

    /// @param operation which may rename or not
    /// @return tables first
    static List<Rename> of(
            Operation operation,
            String label,
            ModelState old,
            ModelState fresh,
            SchemaTables before,
            SchemaTables after) {
        MigrationRenames renames = new MigrationRenames(before, after);
        switch (operation.name()) {
            case "RenameModel", "AlterModelTable", "RenameField" -> {
                for (ModelClass model : old.all()) {
                    boolean isMeant = operation.name().equals("RenameModel")
                            && model.key().equals(ModelClass.key(label, operation.text("old_name")));
                    String name = isMeant ? operation.text("new_name") : model.name();
                    fresh.named(model.label(), name).ifPresent(other -> renames.between(model, other, operation));
                }
            }
            case String _ -> {}
        }
        List<Rename> all = new ArrayList<>(renames.tables);
        all.addAll(renames.columns);
        return all;
    }

    private void between(ModelClass old, ModelClass fresh, Operation operation) {
        if (old.isKnown() || old.kind() != ModelClass.Kind.CONCRETE) {
            return;
        }
        table(old.table(), fresh.table());
        for (Field field : old.fields()) {
            boolean isRenamed = operation.name().equals("RenameField")
                    && fresh.key().endsWith("." + operation.text("model_name").toLowerCase(java.util.Locale.ROOT))
                    && field.name().equals(operation.text("old_name"));
            Optional<Field> other = fresh.fields().stream()
                    .filter(each -> each.name().equals(isRenamed ? operation.text("new_name") : field.name()))
                    .findFirst();
            other.ifPresent(found -> between(old, field, fresh, found));
        }
    }

    private void between(ModelClass old, Field field, ModelClass fresh, Field other) {
        Optional<Table> join = before.joinTable(old, field);
        Optional<Table> otherJoin = after.joinTable(fresh, other);
        if (join.isPresent() && otherJoin.isPresent()) {
            ObjectName name = otherJoin.get().name();
            table(join.get().name(), name);
            for (int i = 0; i < join.get().columns().size(); i++) {
                column(
                        name,
                        join.get().columns().get(i).name(),
                        otherJoin.get().columns().get(i).name());
            }
        }
        Optional<FieldColumn> column = before.column(old, field.name());
        Optional<FieldColumn> otherColumn = after.column(fresh, other.name());
        if (column.isPresent() && otherColumn.isPresent()) {
            column(
                    fresh.table(),
                    column.get().column().name(),
                    otherColumn.get().column().name());
        }
    }

    private void table(ObjectName old, ObjectName fresh) {
        if (!old.equals(fresh)) {
            tables.add(new Rename.OfTable(old, fresh));
        }
    }

    private void column(ObjectName table, String old, String fresh) {
        if (!old.equals(fresh)) {
            columns.add(new Rename.OfColumn(table, old, fresh));
        }
    }
}
