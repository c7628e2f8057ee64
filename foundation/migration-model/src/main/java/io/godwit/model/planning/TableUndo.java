package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.effect.StatementEffect;
import io.godwit.model.plan.Rollback;
import io.godwit.model.statement.Statement.AlterTable;
import io.godwit.model.statement.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The way back from an ALTER TABLE, change by change, the last first.
final class TableUndo {
    private final AlterTable alter;
    private Catalog current;
    private ObjectName name;

    TableUndo(Catalog before, AlterTable alter) {
        this.current = before;
        this.alter = alter;
        this.name = alter.table();
    }

    Rollback undo() {
        List<Rollback> undos = new ArrayList<>();
        for (TableChange change : alter.changes()) {
            Catalog next = StatementEffect.after(current, new AlterTable(name, List.of(change)));
            undos.add(undo(change, next));
            current = next;
        }
        return StatementUndo.together(undos);
    }

    private Rollback undo(TableChange change, Catalog next) {
        return switch (change) {
            case TableChange.AddColumn(var column) ->
                column(column.name()).isPresent()
                        ? Rollback.lossless()
                        : Rollback.lossless(Sql.dropColumn(name, column.name()));
            case TableChange.DropColumn drop -> droppedColumn(drop.column(), next);
            case TableChange.SetNotNull(String column) ->
                column(column).filter(found -> !found.nullable()).isPresent()
                        ? Rollback.lossless()
                        : Rollback.lossless(Sql.alterColumn(name, column, "DROP NOT NULL"));
            case TableChange.DropNotNull(String column) ->
                column(column)
                        .filter(found -> !found.nullable())
                        .map(found ->
                                ColumnChanges.relaxed(0, name, found, current).rollback())
                        .orElse(Rollback.lossless());
            case TableChange.SetDefault(String column, String _) -> defaultBack(column);
            case TableChange.DropDefault(String column) -> defaultBack(column);
            case TableChange.ChangeType type -> typeBack(type, next);
            case TableChange.AddConstraint _ -> addedConstraints(next);
            case TableChange.ValidateConstraint _ -> Rollback.lossless();
            case TableChange.DropConstraint drop ->
                table().flatMap(found -> found.constraint(drop.name()))
                        .map(found -> Rollback.lossless(
                                Stream.concat(Stream.of(Sql.addConstraint(name, found)), foreignKeysLost(next))
                                        .toArray(String[]::new)))
                        .orElse(Rollback.lossless());
            case TableChange.RenameColumn(String column, String newName) ->
                Rollback.lossless(Sql.alterTable(
                        name, "RENAME COLUMN " + SqlName.quoted(newName) + " TO " + SqlName.quoted(column)));
            case TableChange.RenameConstraint(String constraint, String newName) ->
                Rollback.lossless(Sql.alterTable(
                        name, "RENAME CONSTRAINT " + SqlName.quoted(newName) + " TO " + SqlName.quoted(constraint)));
            case TableChange.RenameTable(String newName) ->
                renamed(name.sibling(newName), "RENAME TO " + SqlName.quoted(name.name()));
            case TableChange.SetSchema(String schema) ->
                renamed(new ObjectName(schema, name.name()), "SET SCHEMA " + SqlName.quoted(name.schema()));
            case TableChange.RowSecurity(String text) -> other(text);
            case TableChange.Other(String text) -> other(text);
            case TableChange.AddIdentity(String column, boolean _, String _) ->
                Rollback.lossless(Sql.alterColumn(name, column, "DROP IDENTITY"));
            case TableChange.SetLogged(boolean logged) ->
                Rollback.lossless(Sql.alterTable(name, logged ? "SET UNLOGGED" : "SET LOGGED"));
            case TableChange.TriggerState(boolean enabled, String text) ->
                Rollback.lossless(Sql.alterTable(
                        name,
                        enabled
                                ? text.replaceFirst("(?i)ENABLE( ALWAYS| REPLICA)?", "DISABLE")
                                : text.replaceFirst("(?i)DISABLE", "ENABLE")));
            case TableChange.AttachPartition attach -> new AttachUndo(current, name, attach.partition()).undo();
            case TableChange.SetColumnOption _ -> Rollback.lossy("the column's earlier setting is not kept");
            case TableChange.SetOptions _ -> Rollback.lossy("the table's earlier settings are not kept");
            case TableChange _ ->
                Rollback.impossible(
                        "Godwit does not know how to undo this change of " + name + "; write the way back by hand");
        };
    }

    private Optional<Table> table() {
        return current.table(name);
    }

    private Optional<Column> column(String column) {
        return table().flatMap(found -> found.column(column));
    }

    private Rollback renamed(ObjectName newName, String back) {
        Rollback undo = Rollback.lossless(Sql.alterTable(newName, back));
        name = newName;
        return undo;
    }

    private Rollback droppedColumn(String column, Catalog next) {
        Optional<Column> found = column(column);
        if (found.isEmpty()) {
            return Rollback.lossless();
        }
        Rollback column1 = Removals.bringBack(name, found.get(), current);
        List<String> statements = new ArrayList<>(column1.statements());
        Optional<Table> left = next.table(name);
        Table before = table().orElseThrow();
        before.constraints().stream()
                .filter(constraint ->
                        left.flatMap(each -> each.constraint(constraint.name())).isEmpty())
                .filter(constraint -> !(constraint instanceof Constraint.PrimaryKey))
                .forEach(constraint -> statements.add(Sql.addConstraint(name, constraint)));
        before.indexes().stream()
                .filter(index -> left.flatMap(each -> each.index(index.name())).isEmpty())
                .forEach(index -> statements.add(Sql.createIndex(name, index)));
        foreignKeysLost(next).forEach(statements::add);
        return Rollback.lossy(column1.note(), statements.toArray(String[]::new));
    }

    /// What brings back the foreign keys of other tables that a CASCADE takes along.
    private Stream<String> foreignKeysLost(Catalog next) {
        return current.tables().values().stream()
                .filter(table -> !table.name().equals(name))
                .flatMap(table -> table.constraints().stream()
                        .filter(constraint -> constraint instanceof Constraint.ForeignKey)
                        .filter(constraint -> next.table(table.name())
                                .flatMap(after -> after.constraint(constraint.name()))
                                .isEmpty())
                        .map(constraint -> Sql.addConstraint(table.name(), constraint)));
    }

    /// The sequence of a serial column may be dropped by a later statement, so the default brings it along.
    private Rollback defaultBack(String column) {
        Optional<Column> serial = column(column).filter(OwnedSequence::numbers);
        if (serial.isPresent()) {
            return Rollback.lossless(OwnedSequence.again(name, serial.get()).toArray(String[]::new));
        }
        return column(column)
                .map(found -> Rollback.lossless(Sql.alterColumn(
                        name,
                        column,
                        found.defaultExpression()
                                .map(value -> "SET DEFAULT " + value)
                                .orElse("DROP DEFAULT"))))
                .orElse(Rollback.impossible("the default " + name + "." + column + " had is not known"));
    }

    private Rollback typeBack(TableChange.ChangeType change, Catalog next) {
        Optional<Column> before = column(change.column());
        Optional<DataType> type =
                next.table(name).flatMap(table -> table.column(change.column())).map(Column::type);
        if (before.isEmpty() || type.isEmpty()) {
            return Rollback.impossible("the type " + name + "." + change.column() + " had is not known");
        }
        if (before.get().type().equals(type.get()) && change.using().isEmpty()) {
            return Rollback.lossless();
        }
        TypeConversion forward = TypeConversion.of(before.get().type(), type.get());
        TypeConversion back = TypeConversion.of(type.get(), before.get().type());
        String statement =
                Sql.alterColumn(name, change.column(), "SET DATA TYPE " + back.sql(SqlName.quoted(change.column())));
        String[] statements = new TypedExpressions(table().orElseThrow(), change.column())
                .around(statement, before.get().type(), type.get())
                .toArray(String[]::new);
        return forward.keepsEveryValue() && change.using().isEmpty()
                ? Rollback.lossless(statements)
                : Rollback.lossy("values the conversion changed stay changed", statements);
    }

    private Rollback addedConstraints(Catalog next) {
        List<String> known = table().stream()
                .flatMap(found -> found.constraints().stream())
                .map(Constraint::name)
                .toList();
        List<Constraint> added = next.table(name).stream()
                .flatMap(found -> found.constraints().stream())
                .filter(constraint -> !known.contains(constraint.name()))
                .toList();
        return Rollback.lossless(Stream.concat(
                        added.stream().map(constraint -> Sql.dropConstraint(name, constraint.name())),
                        added.stream().flatMap(this::madeRequired))
                .toArray(String[]::new));
    }

    /// A primary key makes its columns NOT NULL, and they stay so without it.
    private Stream<String> madeRequired(Constraint constraint) {
        return constraint instanceof Constraint.PrimaryKey key
                ? key.columns().stream()
                        .filter(column ->
                                column(column).filter(Column::nullable).isPresent())
                        .map(column -> Sql.alterColumn(name, column, "DROP NOT NULL"))
                : Stream.empty();
    }

    private Rollback other(String text) {
        String folded = text.toUpperCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
        Optional<String> back = Optional.ofNullable(
                switch (folded) {
                    case "ENABLE ROW LEVEL SECURITY" -> "DISABLE ROW LEVEL SECURITY";
                    case "DISABLE ROW LEVEL SECURITY" -> "ENABLE ROW LEVEL SECURITY";
                    case "FORCE ROW LEVEL SECURITY" -> "NO FORCE ROW LEVEL SECURITY";
                    case "NO FORCE ROW LEVEL SECURITY" -> "FORCE ROW LEVEL SECURITY";
                    default -> null;
                });
        return back.map(action -> Rollback.lossless(Sql.alterTable(name, action)))
                .orElse(Rollback.impossible(
                        "how " + name + " was before '" + text + "' is not known; write the way back by hand"));
    }
}
