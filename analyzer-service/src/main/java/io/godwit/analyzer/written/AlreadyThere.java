package io.godwit.analyzer.written;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.effect.StatementEffect;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Whether a statement would only make what is there, or take away what is not.
final class AlreadyThere {
    private AlreadyThere() {}

    static boolean of(Statement statement, Catalog catalog) {
        return switch (statement) {
            case Statement.CreateTable create -> catalog.table(create.table()).isPresent();
            case Statement.CreateEnum create -> catalog.enumType(create.type()).isPresent();
            case Statement.CreateSchema(String name) -> catalog.schemas().contains(name);
            case Statement.CreateExtension(String name) -> catalog.extensions().contains(name);
            case Statement.CreateIndex create ->
                create.name()
                        .flatMap(name -> catalog.table(create.table()).flatMap(table -> table.index(name)))
                        .filter(index -> create.missingOnly() || SameIndex.of(index, create, catalog))
                        .isPresent();
            case Statement.CreateSequence(ObjectName sequence) ->
                catalog.objects().containsKey("sequence " + sequence.identity());
            case Statement.AddEnumValue add ->
                catalog.enumType(add.type())
                        .map(EnumType::labels)
                        .filter(labels -> labels.contains(add.label()))
                        .isPresent();
            case Statement.DropTable drop ->
                drop.tables().stream().noneMatch(table -> catalog.table(table).isPresent());
            case Statement.DropIndex drop ->
                drop.indexes().stream()
                        .noneMatch(index -> catalog.tables().values().stream()
                                .anyMatch(table -> table.name().schema().equals(index.schema())
                                        && (table.index(index.name()).isPresent()
                                                || table.constraint(index.name())
                                                        .isPresent())));
            case Statement.AlterTable alter when alter.missingAllowed() && isNowhere(alter.table(), catalog) -> true;
            case Statement.AlterTable alter ->
                catalog.table(alter.table())
                        .filter(table -> alter.changes().stream()
                                .allMatch(
                                        change -> isMade(change, table) || leavesAsItIs(alter, change, table, catalog)))
                        .isPresent();
            case Statement _ -> false;
        };
    }

    /// Neither a table nor a view or sequence, which `ALTER TABLE` takes too.
    private static boolean isNowhere(ObjectName name, Catalog catalog) {
        return catalog.table(name).isEmpty()
                && catalog.objects().keySet().stream().noneMatch(key -> key.endsWith("." + name.name()));
    }

    private static boolean isMade(TableChange change, Table table) {
        return switch (change) {
            case TableChange.AddColumn(var column) ->
                table.column(column.name()).isPresent();
            case TableChange.DropColumn drop -> table.column(drop.column()).isEmpty();
            case TableChange.SetNotNull(String column) -> is(table, column, found -> !found.nullable());
            case TableChange.DropNotNull(String column) -> is(table, column, Column::nullable);
            case TableChange.AddConstraint(ConstraintDefinition constraint) ->
                constraint.name().flatMap(table::constraint).isPresent();
            case TableChange.DropConstraint drop ->
                table.constraint(drop.name()).isEmpty();
            case TableChange.RenameColumn(String column, String newName) ->
                table.column(column).isEmpty() && table.column(newName).isPresent();
            case TableChange _ -> false;
        };
    }

    /// A type or default the column has already.
    private static boolean leavesAsItIs(Statement.AlterTable alter, TableChange change, Table table, Catalog catalog) {
        return switch (change) {
            case TableChange.ChangeType type
            when type.using().filter(sql -> !isPlainCast(sql, type)).isPresent() -> false;
            case TableChange.ChangeType(String column, var _, var _, var _) ->
                has(table, column) && hasNoEffect(alter, change, catalog);
            case TableChange.SetDefault(String column, var _) ->
                has(table, column) && hasNoEffect(alter, change, catalog);
            case TableChange.DropDefault(String column) -> has(table, column) && hasNoEffect(alter, change, catalog);
            case TableChange _ -> false;
        };
    }

    private static boolean has(Table table, String column) {
        return table.column(column).isPresent();
    }

    private static boolean hasNoEffect(Statement.AlterTable alter, TableChange change, Catalog catalog) {
        Statement alone =
                new Statement.AlterTable(alter.table(), List.of(change), alter.only(), alter.missingAllowed());
        return StatementEffect.after(catalog, alone).table(alter.table()).equals(catalog.table(alter.table()));
    }

    private static boolean isPlainCast(String using, TableChange.ChangeType type) {
        String bare = using.replaceAll("[\"\\s()]", "");
        return bare.equalsIgnoreCase((type.column() + "::" + type.type()).replaceAll("[\"\\s()]", ""));
    }

    private static boolean is(Table table, String column, Predicate<Column> wanted) {
        Optional<Column> found = table.column(column);
        return found.filter(wanted).isPresent();
    }
}
