package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The way back from a statement somebody wrote: from what it says and the catalogs before and after it.
public final class StatementUndo {
    private final Catalog before;
    private final Catalog after;
    private final Knowledge knowledge;

    private StatementUndo(Catalog before, Catalog after, Knowledge knowledge) {
        this.before = before;
        this.after = after;
        this.knowledge = knowledge;
    }

    /// On a database that was asked what it holds.
    ///
    /// @param after as [io.godwit.model.effect.StatementEffect] or a trial tells
    public static Rollback of(ParsedStatement statement, Catalog before, Catalog after) {
        return of(statement, before, after, Knowledge.OF_DATABASE);
    }

    /// @param after     as [io.godwit.model.effect.StatementEffect] or a trial tells
    /// @param knowledge what `before` is known from
    public static Rollback of(ParsedStatement statement, Catalog before, Catalog after, Knowledge knowledge) {
        return new StatementUndo(before, after, knowledge).undo(statement);
    }

    /// Of several steps in one: the undos in reverse order.
    public static Rollback together(List<Rollback> inOrder) {
        Reversibility grade =
                inOrder.stream().map(Rollback::reversibility).reduce(Reversibility.LOSSLESS, Reversibility::and);
        TransactionMode mode = inOrder.stream().anyMatch(undo -> undo.transaction() == TransactionMode.NONE)
                ? TransactionMode.NONE
                : TransactionMode.TOGETHER;
        String note = inOrder.stream()
                .map(Rollback::note)
                .filter(text -> !text.isBlank())
                .distinct()
                .collect(Collectors.joining("; "));
        List<String> statements = grade == Reversibility.IMPOSSIBLE
                ? List.of()
                : inOrder.reversed().stream()
                        .flatMap(undo -> undo.statements().stream())
                        .toList();
        return new Rollback(grade, statements, mode, note);
    }

    private Rollback undo(ParsedStatement parsed) {
        return switch (parsed.statement()) {
            case Statement.AlterTable _, Statement.DropTable _, Statement.DropIndex _, Statement.DropType _ ->
                KeptDefinitions.with(own(parsed), parsed.statement(), before);
            case Statement _ -> own(parsed);
        };
    }

    private Rollback own(ParsedStatement parsed) {
        return switch (parsed.statement()) {
            case Statement.CreateTable create ->
                before.table(create.table()).isPresent()
                        ? Rollback.lossless()
                        : Rollback.lossless("DROP TABLE " + create.table().sql());
            case Statement.AlterTable alter -> new TableUndo(before, alter).undo();
            case Statement.DropTable drop -> dropped(drop.tables());
            case Statement.Truncate truncate -> Rollback.lossy("the rows of " + named(truncate.tables()) + " are gone");
            case Statement.CreateIndex create -> createdIndex(create);
            case Statement.DropIndex drop -> droppedIndexes(drop);
            case Statement.RenameIndex(ObjectName index, String newName) ->
                Rollback.lossless(
                        "ALTER INDEX " + index.sibling(newName).sql() + " RENAME TO " + SqlName.quoted(index.name()));
            case Statement.CreateEnum(ObjectName type, List<String> _) ->
                before.enumType(type).isPresent() ? Rollback.lossless() : Rollback.lossless("DROP TYPE " + type.sql());
            case Statement.AddEnumValue add ->
                Rollback.impossible("PostgreSQL cannot take a value out of an enum; unused, " + add.label()
                        + " does no harm and stays");
            case Statement.RenameEnumValue(ObjectName type, String label, String newLabel) ->
                Rollback.lossless("ALTER TYPE " + type.sql() + " RENAME VALUE " + SqlName.literal(newLabel) + " TO "
                        + SqlName.literal(label));
            case Statement.RenameType(ObjectName type, String newName) ->
                Rollback.lossless(
                        "ALTER TYPE " + type.sibling(newName).sql() + " RENAME TO " + SqlName.quoted(type.name()));
            case Statement.DropType drop -> droppedTypes(drop.types());
            case Statement.CreateSchema(String name) ->
                before.schemas().contains(name)
                        ? Rollback.lossless()
                        : Rollback.lossless("DROP SCHEMA IF EXISTS " + SqlName.quoted(name));
            case Statement.CreateExtension(String name) ->
                before.extensions().contains(name)
                        ? Rollback.lossless()
                        : Rollback.lossless("DROP EXTENSION IF EXISTS " + SqlName.quoted(name));
            case Statement.CreateSequence(ObjectName sequence) ->
                Rollback.lossless("DROP SEQUENCE IF EXISTS " + sequence.sql());
            case Statement.Comment comment -> new CommentUndo(before, knowledge).undo(comment);
            case Statement.ChangeRows rows -> rows(rows);
            case Statement.Query _ ->
                parsed.text().contains("(")
                        ? Rollback.lossy("what the functions it calls did is not undone")
                        : Rollback.lossless();
            case Statement.Setting _, Statement.TransactionControl _ -> Rollback.lossless();
            case Statement.Unparsed(String reason) ->
                Rollback.impossible("Godwit does not know what it does (" + reason + "); write the way back by hand");
            case Statement.DropSchema drop ->
                Rollback.impossible("what was in the schema " + String.join(", ", drop.schemas()) + " is not kept");
            case Statement _ -> new ObjectUndo(before, knowledge).undo(parsed);
        };
    }

    private static Rollback rows(Statement.ChangeRows rows) {
        return Rollback.lossy(
                switch (rows.operation()) {
                    case INSERT -> "rows it put into " + rows.table() + " stay";
                    case UPDATE -> "the values it overwrote in " + rows.table() + " are not kept";
                    case DELETE -> "rows it deleted from " + rows.table() + " are gone";
                });
    }

    private Rollback dropped(List<ObjectName> names) {
        List<Table> tables =
                names.stream().flatMap(name -> before.table(name).stream()).toList();
        if (tables.isEmpty()) {
            return Rollback.lossless();
        }
        List<String> statements = new ArrayList<>();
        for (Table table : tables) {
            statements.addAll(Sql.createWhole(withoutForeignKeys(table)));
        }
        tables.forEach(table ->
                foreignKeys(table).forEach(key -> statements.add(Sql.addConstraint(table.name(), key))));
        statements.addAll(foreignKeysLost(names));
        return Rollback.lossy(
                "the rows of " + named(tables.stream().map(Table::name).toList()) + " are gone",
                statements.toArray(String[]::new));
    }

    private static Table withoutForeignKeys(Table table) {
        return new Table(
                table.name(),
                table.columns(),
                table.constraints().stream()
                        .filter(constraint -> !(constraint instanceof Constraint.ForeignKey))
                        .toList(),
                table.indexes());
    }

    private static Stream<Constraint> foreignKeys(Table table) {
        return table.constraints().stream().filter(Constraint.ForeignKey.class::isInstance);
    }

    private List<String> foreignKeysLost(List<ObjectName> names) {
        return before.tables().values().stream()
                .filter(table -> !names.contains(table.name()))
                .flatMap(table -> foreignKeys(table)
                        .filter(key -> key instanceof Constraint.ForeignKey foreign
                                && names.contains(foreign.referencedTable()))
                        .map(key -> Sql.addConstraint(table.name(), key)))
                .toList();
    }

    private Rollback createdIndex(Statement.CreateIndex create) {
        List<String> known = indexNames(before, create.table());
        Optional<String> made = indexNames(after, create.table()).stream()
                .filter(name -> !known.contains(name))
                .findFirst();
        if (made.isEmpty()) {
            return create.name().isPresent() && known.contains(create.name().get())
                    ? Rollback.lossless()
                    : create.name()
                            .map(name -> Rollback.lossless("DROP INDEX IF EXISTS "
                                    + create.table().sibling(name).sql()))
                            .orElse(Rollback.impossible("the index has no name and its table is not known"));
        }
        String name = create.table().sibling(made.get()).sql();
        return create.concurrently()
                ? Rollback.losslessAlone("DROP INDEX CONCURRENTLY " + name)
                : Rollback.lossless("DROP INDEX " + name);
    }

    private static List<String> indexNames(Catalog catalog, ObjectName table) {
        return catalog.table(table).stream()
                .flatMap(found -> found.indexes().stream())
                .map(Index::name)
                .toList();
    }

    private Rollback droppedIndexes(Statement.DropIndex drop) {
        List<String> statements = drop.indexes().stream()
                .flatMap(index -> before.tables().values().stream()
                        .filter(table -> table.name().schema().equals(index.schema()))
                        .flatMap(table ->
                                table.index(index.name()).stream().map(found -> Sql.createIndex(table.name(), found))))
                .toList();
        if (drop.concurrently() && statements.size() == 1) {
            return Rollback.losslessAlone(
                    statements.getFirst().replaceFirst("^CREATE (UNIQUE )?INDEX ", "CREATE $1INDEX CONCURRENTLY "));
        }
        return Rollback.lossless(statements.toArray(String[]::new));
    }

    private Rollback droppedTypes(List<ObjectName> names) {
        Optional<ObjectName> unknown =
                names.stream().filter(name -> !isKnown(name)).findFirst();
        if (unknown.isPresent()) {
            return Rollback.impossible("the definition of the type " + unknown.get() + " is not known");
        }
        return Rollback.lossless(names.stream()
                .flatMap(name -> before.enumType(name).stream())
                .flatMap((EnumType type) -> Sql.remakeEnum(type).stream())
                .toArray(String[]::new));
    }

    private boolean isKnown(ObjectName type) {
        return before.enumType(type).isPresent() || before.objects().containsKey("type " + type.identity());
    }

    private static String named(List<ObjectName> tables) {
        return tables.stream().map(ObjectName::toString).collect(Collectors.joining(", "));
    }
}
