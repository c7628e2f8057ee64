package io.godwit.model.diff;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.AddColumn;
import io.godwit.model.change.SchemaChange.AddConstraint;
import io.godwit.model.change.SchemaChange.AddEnumValue;
import io.godwit.model.change.SchemaChange.ChangeColumnType;
import io.godwit.model.change.SchemaChange.ChangeDefault;
import io.godwit.model.change.SchemaChange.CreateEnum;
import io.godwit.model.change.SchemaChange.CreateExtension;
import io.godwit.model.change.SchemaChange.CreateIndex;
import io.godwit.model.change.SchemaChange.CreateSchema;
import io.godwit.model.change.SchemaChange.CreateTable;
import io.godwit.model.change.SchemaChange.DropColumn;
import io.godwit.model.change.SchemaChange.DropConstraint;
import io.godwit.model.change.SchemaChange.DropEnum;
import io.godwit.model.change.SchemaChange.DropIndex;
import io.godwit.model.change.SchemaChange.DropNotNull;
import io.godwit.model.change.SchemaChange.DropTable;
import io.godwit.model.change.SchemaChange.RenameColumn;
import io.godwit.model.change.SchemaChange.RenameConstraint;
import io.godwit.model.change.SchemaChange.RenameIndex;
import io.godwit.model.change.SchemaChange.RenameTable;
import io.godwit.model.change.SchemaChange.ReplaceEnum;
import io.godwit.model.change.SchemaChange.SetNotNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Holds the changes the models want against the database as it is. What is already there is not added again, what is
/// already gone is not dropped, and what goes is named as the database names it.
public final class Reconciliation {
    private final Catalog live;
    private final List<SchemaChange> changes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Reconciliation(Catalog live) {
        this.live = live;
    }

    /// @param wanted from [CatalogDiff]
    public static Reconciled of(List<SchemaChange> wanted, Catalog live) {
        Reconciliation reconciliation = new Reconciliation(live);
        wanted.forEach(reconciliation::change);
        return new Reconciled(FreeNames.in(reconciliation.changes, live), reconciliation.notes);
    }

    private void change(SchemaChange wanted) {
        switch (wanted) {
            case CreateSchema(String name) ->
                addUnless(live.schemas().contains(name) || name.equals("public"), wanted, "the schema " + name);
            case CreateExtension(String name) ->
                addUnless(live.extensions().contains(name), wanted, "the extension " + name);
            case CreateEnum(EnumType type) -> createEnum(type);
            case DropEnum(EnumType type) ->
                live.enumType(type.name())
                        .ifPresentOrElse(
                                found -> changes.add(new DropEnum(found)), () -> gone("the enum " + type.name()));
            case AddEnumValue(ObjectName type, String label, Optional<String> before) ->
                addEnumValue(type, label, before);
            case ReplaceEnum replacement -> replaceEnum(replacement);
            case CreateTable(Table table) -> createTable(table);
            case DropTable(Table table) ->
                live.table(table.name())
                        .ifPresentOrElse(
                                found -> changes.add(new DropTable(found)), () -> gone("the table " + table.name()));
            case AddColumn(ObjectName table, Column column) -> addColumn(table, column);
            case DropColumn(ObjectName table, Column column) ->
                column(table, column.name())
                        .ifPresentOrElse(
                                found -> changes.add(new DropColumn(table, found)),
                                () -> gone("the column " + table + "." + column.name()));
            case ChangeColumnType change -> changeColumnType(change);
            case ChangeDefault change -> changeDefault(change);
            case SetNotNull(ObjectName table, Column column) ->
                existing(table, column.name()).filter(Column::nullable).ifPresent(_ -> changes.add(wanted));
            case DropNotNull(ObjectName table, Column column) ->
                existing(table, column.name())
                        .filter(found -> !found.nullable())
                        .ifPresent(found -> changes.add(new DropNotNull(table, found)));
            case CreateIndex(ObjectName table, Index index) ->
                new LiveTable(live, table)
                        .sameAs(index, changes)
                        .ifPresentOrElse(
                                found -> already("an index like " + index.name() + " on " + table + " (" + found + ")"),
                                () -> changes.add(wanted));
            case DropIndex(ObjectName table, Index index) ->
                new LiveTable(live, table)
                        .drop(index)
                        .ifPresentOrElse(changes::add, () -> gone("the index " + index.name()));
            case RenameTable _, RenameColumn _ -> changes.add(wanted);
            case RenameConstraint(ObjectName table, Constraint before, String after) ->
                renameConstraint(table, before, after);
            case RenameIndex(ObjectName table, String before, String after) -> renameIndex(table, before, after);
            case AddConstraint(ObjectName table, Constraint constraint) -> addConstraint(table, constraint);
            case SchemaChange.ChangeGeneration change -> changes.add(change);
            case SchemaChange.ObjectChange change -> object(change);
            case DropConstraint(ObjectName table, Constraint constraint) ->
                new LiveTable(live, table)
                        .drop(constraint)
                        .ifPresentOrElse(changes::add, () -> gone("the constraint " + constraint.name()));
        }
    }

    private void object(SchemaChange.ObjectChange wanted) {
        switch (wanted) {
            case SchemaChange.CreateObject(SchemaObject object) -> createObject(object);
            case SchemaChange.ReplaceObject(SchemaObject before, SchemaObject after) -> {
                boolean used = !live.objects()
                        .getOrDefault(before.key(), before)
                        .tables()
                        .isEmpty();
                if (after.kind().isType() && used && !before.canBecome(after)) {
                    notes.add("The " + after + " is another one. PostgreSQL cannot change it in place, and the tables"
                            + " that use it cannot do without it: bring a migration of your own for it.");
                } else {
                    addUnless(has(after), wanted, "the " + after + " in this form");
                }
            }
            case SchemaChange.DropObject(SchemaObject object) ->
                Optional.ofNullable(live.objects().get(object.key()))
                        .ifPresentOrElse(
                                found -> changes.add(new SchemaChange.DropObject(found)), () -> gone("the " + object));
        }
    }

    /// What the database has already is brought to the models' form where that is known to be another one and can be
    /// done in place. A view is printed by PostgreSQL in other words than anyone wrote it in.
    private void createObject(SchemaObject object) {
        Optional<SchemaObject> found = Optional.ofNullable(live.objects().get(object.key()));
        if (found.isEmpty()) {
            changes.add(new SchemaChange.CreateObject(object));
        } else if (found.get().sameAs(object)) {
            already("the " + object);
        } else if (found.get().canBecome(object)) {
            changes.add(new SchemaChange.ReplaceObject(found.get(), object));
        } else {
            notes.add("The database already has the " + object + ", perhaps in another form; it stays as it is.");
        }
    }

    /// Whether the database has it in the same form.
    private boolean has(SchemaObject object) {
        return Optional.ofNullable(live.objects().get(object.key()))
                .filter(object::sameAs)
                .isPresent();
    }

    private void createEnum(EnumType type) {
        Optional<EnumType> found = live.enumType(type.name());
        if (found.isEmpty()) {
            changes.add(new CreateEnum(type));
            return;
        }
        already("the enum " + type.name());
        changes.addAll(EnumDiff.added(found.get(), type));
        found.get().labels().stream()
                .filter(label -> !type.labels().contains(label))
                .forEach(label ->
                        notes.add("The enum " + type.name() + " has a value " + label + " the models do not know."));
    }

    private void addEnumValue(ObjectName type, String label, Optional<String> before) {
        List<String> labels = live.enumType(type).map(EnumType::labels).orElse(List.of());
        if (labels.contains(label)) {
            already("the value " + label + " of the enum " + type);
            return;
        }
        boolean nextIsThere = before.filter(next -> labels.contains(next)
                        || changes.stream()
                                .anyMatch(change -> change instanceof AddEnumValue added
                                        && added.type().equals(type)
                                        && added.label().equals(next)))
                .isPresent();
        changes.add(new AddEnumValue(type, label, nextIsThere ? before : Optional.empty()));
    }

    private void replaceEnum(ReplaceEnum wanted) {
        EnumType found = live.enumType(wanted.before().name()).orElse(wanted.before());
        boolean gone = wanted.removed().stream().noneMatch(found.labels()::contains);
        boolean inPlace = !wanted.moves() || wanted.after().isOrderedLike(found);
        if (gone && inPlace) {
            if (!wanted.removed().isEmpty()) {
                gone("every removed value of the enum " + found.name());
            }
            if (wanted.moves()) {
                already("the values of the enum " + found.name() + " in this order");
            }
            return;
        }
        EnumType kept = wanted.after();
        for (String label : found.labels()) {
            if (!wanted.before().labels().contains(label) && !kept.labels().contains(label)) {
                notes.add("The enum " + found.name() + " has a value " + label + " the models do not know; it stays.");
                kept = kept.with(label, Optional.empty());
            }
        }
        changes.add(new ReplaceEnum(found, kept, wanted.order()));
    }

    private void createTable(Table table) {
        Optional<Table> found = live.table(table.name());
        if (found.isEmpty()) {
            changes.add(new CreateTable(table));
            return;
        }
        already("the table " + table.name());
        for (Column column : table.columns()) {
            if (found.get().column(column.name()).isEmpty()) {
                changes.add(new AddColumn(table.name(), column));
            }
        }
        table.constraints().forEach(constraint -> addConstraint(table.name(), constraint));
    }

    private void addColumn(ObjectName table, Column column) {
        Optional<Column> found = column(table, column.name());
        if (found.isEmpty()) {
            changes.add(new AddColumn(table, column));
            return;
        }
        already("the column " + table + "." + column.name());
        if (!found.get().type().equals(column.type())) {
            notes.add("The column " + table + "." + column.name() + " is "
                    + found.get().type() + " in the database, where the models want " + column.type() + ".");
        }
    }

    private void changeColumnType(ChangeColumnType wanted) {
        Optional<Column> found = existing(wanted.table(), wanted.before().name());
        if (found.filter(column -> column.type().equals(wanted.after())).isPresent()) {
            already("the type " + wanted.after() + " of " + wanted.table() + "."
                    + wanted.before().name());
            return;
        }
        found.ifPresent(column -> changes.add(new ChangeColumnType(wanted.table(), column, wanted.after())));
    }

    private void changeDefault(ChangeDefault wanted) {
        existing(wanted.table(), wanted.column())
                .filter(found -> !found.defaultExpression().equals(wanted.after()))
                .ifPresent(found -> changes.add(
                        new ChangeDefault(wanted.table(), wanted.column(), found.defaultExpression(), wanted.after())));
    }

    private void renameIndex(ObjectName table, String before, String after) {
        LiveTable found = new LiveTable(live, table);
        if (found.has(after)) {
            already("the index " + after);
        } else if (found.has(before)) {
            changes.add(new RenameIndex(table, before, after));
        } else {
            notes.add("The index " + before + " of " + table + " is not in the database, so it is not renamed.");
        }
    }

    private void renameConstraint(ObjectName table, Constraint before, String after) {
        LiveTable found = new LiveTable(live, table);
        Optional<Constraint> meant = found.meant(before);
        if (meant.filter(constraint -> constraint.name().equals(after)).isPresent()) {
            already("the constraint " + after);
        } else if (meant.isPresent()) {
            changes.add(new RenameConstraint(table, meant.get(), after));
        } else {
            notes.add("The constraint " + before.name() + " of " + table
                    + " is not in the database, so it is not renamed.");
        }
    }

    private void addConstraint(ObjectName table, Constraint constraint) {
        Optional<String> found = new LiveTable(live, table).sameAs(constraint, changes);
        if (found.isPresent()) {
            already("a constraint like " + constraint.name() + " on " + table + " (" + found.get() + ")");
        } else {
            changes.add(new AddConstraint(table, constraint));
        }
    }

    private Optional<Column> column(ObjectName table, String name) {
        return live.table(table).flatMap(found -> found.column(name));
    }

    private Optional<Column> existing(ObjectName table, String name) {
        Optional<Column> found = column(table, name);
        if (found.isEmpty()) {
            notes.add("The models change the column " + table + "." + name
                    + ", which the database does not have; that change was left out.");
        }
        return found;
    }

    private void addUnless(boolean there, SchemaChange wanted, String what) {
        if (there) {
            already(what);
        } else {
            changes.add(wanted);
        }
    }

    private void already(String what) {
        notes.add("The database already has " + what + ".");
    }

    private void gone(String what) {
        notes.add("The database no longer has " + what + ".");
    }
}
