package io.godwit.model.planning;

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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Probes for changes, whoever wrote the SQL that makes them.
public final class ChangeProbes {
    private ChangeProbes() {}

    /// Whether all of the changes are made; empty where the catalog cannot tell.
    public static Optional<String> allMade(List<SchemaChange> changes) {
        List<String> probes = changes.stream()
                .filter(change -> changes.stream().noneMatch(other -> makesAgain(other, change)))
                .flatMap(change -> made(change).stream())
                .toList();
        if (probes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                probes.size() == 1
                        ? probes.getFirst()
                        : probes.stream()
                                .map(probe -> "(" + probe + ")")
                                .collect(Collectors.joining(" AND ", "SELECT ", "")));
    }

    /// Whether one change makes anew, under the same name, what the other takes away.
    private static boolean makesAgain(SchemaChange one, SchemaChange other) {
        return switch (other) {
            case DropConstraint(var table, var constraint) ->
                one instanceof AddConstraint added
                        && added.table().equals(table)
                        && added.constraint().name().equals(constraint.name());
            case DropIndex(var _, var index) ->
                one instanceof CreateIndex created && created.index().name().equals(index.name());
            case SchemaChange _ -> false;
        };
    }

    private static Optional<String> made(SchemaChange change) {
        return switch (change) {
            case CreateSchema(var name) -> Optional.of(Probes.schemaExists(name));
            case CreateExtension(var name) -> Optional.of(Probes.extensionExists(name));
            case CreateEnum(var type) -> Optional.of(Probes.typeExists(type.name()));
            case DropEnum(var type) -> Optional.of(Probes.not(Probes.typeExists(type.name())));
            case AddEnumValue(var type, var label, var _) -> Optional.of(Probes.labelExists(type, label));
            case ReplaceEnum replace -> Optional.of(Probes.replaced(replace));
            case CreateTable(var table) -> Optional.of(Probes.tableExists(table.name()));
            case DropTable(var table) -> Optional.of(Probes.not(Probes.tableExists(table.name())));
            case RenameTable(var _, var name) -> Optional.of(Probes.tableExists(name));
            case RenameColumn(var table, var _, var name) -> Optional.of(Probes.columnExists(table, name));
            case RenameConstraint(var table, var _, var name) -> Optional.of(Probes.constraintExists(table, name));
            case AddColumn(var table, var column) -> Optional.of(Probes.columnExists(table, column.name()));
            case DropColumn(var table, var column) ->
                Optional.of(Probes.not(Probes.columnExists(table, column.name())));
            case ChangeColumnType(var table, var column, var type) ->
                Optional.of(Probes.columnHasType(table, column.name(), type.sql()));
            case ChangeDefault(var table, var column, var _, var value) ->
                value.isPresent() ? Optional.empty() : Optional.of(Probes.columnHasNoDefault(table, column));
            case SetNotNull(var table, var column) -> Optional.of(Probes.columnIsNotNull(table, column.name()));
            case DropNotNull(var table, var column) -> Optional.of(Probes.columnIsNullable(table, column.name()));
            case CreateIndex(var table, var index) -> Optional.of(Probes.indexIsValid(table.sibling(index.name())));
            case DropIndex(var table, var index) ->
                Optional.of(Probes.not(Probes.tableExists(table.sibling(index.name()))));
            case RenameIndex(var table, var _, var name) -> Optional.of(Probes.indexIsValid(table.sibling(name)));
            case AddConstraint(var table, var constraint) ->
                Optional.of(Probes.constraintExists(table, constraint.name()));
            case SchemaChange.ChangeGeneration _, SchemaChange.ObjectChange _ -> Optional.empty();
            case DropConstraint(var table, var constraint) ->
                Optional.of(Probes.not(Probes.constraintExists(table, constraint.name())));
        };
    }
}
