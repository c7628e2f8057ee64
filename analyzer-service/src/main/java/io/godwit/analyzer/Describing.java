package io.godwit.analyzer;

import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.ObjectName;
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
import java.util.Locale;

/// Puts a schema change into words.
///
/// @param element the object, and the part of it, that the models declare or no longer declare
/// @param removed whether the models said it before the change only
public record Describing(Element element, boolean removed, String sentence) {

    /// `add-column` for an [AddColumn].
    public static String kind(SchemaChange change) {
        return change.getClass()
                .getSimpleName()
                .replaceAll("([a-z])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }

    public static Describing of(SchemaChange change) {
        return switch (change) {
            case CreateSchema(String name) -> now(new ObjectName(name, name), "", "The schema " + name + " is new.");
            case CreateExtension(String name) ->
                now(ObjectName.inPublic(name), "", "The extension " + name + " is used.");
            case CreateEnum(var type) -> now(type.name(), "", "The enum " + type.name() + " is new.");
            case DropEnum(var type) -> before(type.name(), "", "The enum " + type.name() + " is gone.");
            case AddEnumValue(var type, var label, var _) ->
                now(type, label, "The enum " + type + " has a new value " + label + ".");
            case ReplaceEnum replace -> replaced(replace);
            case CreateTable(var table) -> now(table.name(), "", "The table " + table.name() + " is new.");
            case DropTable(var table) -> before(table.name(), "", "The table " + table.name() + " is gone.");
            case RenameTable(var table, var name) ->
                now(name, "", "The table " + table.name() + " is called " + name + " now.");
            case RenameColumn(var table, var column, var name) ->
                now(table, name, "The column " + column.name() + " of " + table + " is called " + name + " now.");
            case RenameConstraint(var table, var constraint, var name) ->
                now(
                        table,
                        name,
                        "The constraint " + constraint.name() + " of " + table + " is renamed to " + name + ".");
            case AddColumn(var table, var column) ->
                now(table, column.name(), table + " has a new column " + printed(column) + ".");
            case DropColumn(var table, var column) ->
                before(table, column.name(), table + " no longer has the column " + column.name() + ".");
            case ChangeColumnType(var table, var column, var type) ->
                now(
                        table,
                        column.name(),
                        table + "." + column.name() + " becomes " + type + "; it was " + column.type() + ".");
            case ChangeDefault(var table, var column, var _, var value) ->
                now(
                        table,
                        column,
                        table + "." + column
                                + value.map(sql -> " gets the default " + sql + ".")
                                        .orElse(" loses its default."));
            case SetNotNull(var table, var column) ->
                now(table, column.name(), table + "." + column.name() + " becomes required.");
            case DropNotNull(var table, var column) ->
                now(table, column.name(), table + "." + column.name() + " becomes optional.");
            case CreateIndex(var table, var index) ->
                now(
                        table,
                        index.name(),
                        table + " gets the " + (index.unique() ? "unique index " : "index ") + index.name() + ".");
            case DropIndex(var table, var index) ->
                before(table, index.name(), table + " loses the index " + index.name() + ".");
            case RenameIndex(var table, var old, var fresh) ->
                now(table, fresh, "The index " + old + " of " + table + " is renamed to " + fresh + ".");
            case AddConstraint(var table, var constraint) ->
                now(table, constraint.name(), table + " gets the constraint " + constraint.name() + ".");
            case SchemaChange.ChangeGeneration(var table, var old, var _) ->
                now(table, old.name(), "The column " + table + "." + old.name() + " is filled in another way.");
            case SchemaChange.CreateObject(var object) ->
                new Describing(Element.of(object), false, "The " + object + " is new.");
            case SchemaChange.DropObject(var object) ->
                new Describing(Element.of(object), true, "The " + object + " is gone.");
            case SchemaChange.ReplaceObject(var _, var object) ->
                new Describing(Element.of(object), false, "The " + object + " is another.");
            case DropConstraint(var table, var constraint) ->
                before(table, constraint.name(), table + " loses the constraint " + constraint.name() + ".");
        };
    }

    private static Describing replaced(ReplaceEnum change) {
        ObjectName type = change.after().name();
        String order = String.join(", ", change.after().labels());
        if (change.removed().isEmpty()) {
            return now(type, "", "The enum " + type + " has its values in the order " + order + ".");
        }
        return before(
                type,
                change.removed().getFirst(),
                "The enum " + type + " no longer has " + String.join(", ", change.removed())
                        + (change.moves() ? ", and has its values in the order " + order : "") + ".");
    }

    private static String printed(Column column) {
        return column.name() + " (" + column.type() + (column.nullable() ? "" : ", required") + ")";
    }

    private static Describing now(ObjectName object, String part, String sentence) {
        return new Describing(new Element(object, part), false, sentence);
    }

    private static Describing before(ObjectName object, String part, String sentence) {
        return new Describing(new Element(object, part), true, sentence);
    }
}
