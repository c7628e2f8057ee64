package io.godwit.model.effect;

import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.DefaultExpressions;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.PostgresNames;
import io.godwit.model.catalog.Table;
import io.godwit.model.catalog.TypeNames;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement.AlterTable;
import io.godwit.model.statement.Statement.CreateTable;
import io.godwit.model.statement.TableChange;
import io.godwit.model.statement.TableShape;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What CREATE TABLE and ALTER TABLE do to one table.
final class TableEffect {
    private final CatalogDraft draft;
    private final String defaultSchema;
    private final ConstraintNaming naming;
    private ObjectName name;

    TableEffect(CatalogDraft draft, ObjectName name, String defaultSchema) {
        this.draft = draft;
        this.naming = new ConstraintNaming(draft);
        this.name = name;
        this.defaultSchema = defaultSchema;
    }

    void create(CreateTable create) {
        TableShape shape = create.shape();
        List<ObjectName> parents = shape.partitionOf().map(List::of).orElse(shape.inherits());
        draft.put(new Table(name, List.of(), List.of(), List.of(), TableInheritance.lineage(shape, parents)));
        List<LikeTable> like = shape.like().stream()
                .map(each -> new LikeTable(draft, name, each))
                .toList();
        like.forEach(LikeTable::takeOverColumns);
        parents.forEach(new TableInheritance(draft, name)::takeOver);
        create.columns().forEach(this::addColumn);
        create.constraints().forEach(this::addConstraint);
        like.forEach(LikeTable::takeOverKeys);
    }

    static void alter(CatalogDraft draft, AlterTable alter, String defaultSchema) {
        List<ObjectName> children = alter.only() ? List.of() : draft.children(alter.table());
        TableEffect effect = new TableEffect(draft, alter.table(), defaultSchema);
        alter.changes().forEach(effect::apply);
        List<TableChange> inherited = alter.changes().stream()
                .filter(TableInheritance::reachesChildren)
                .toList();
        if (!inherited.isEmpty()) {
            children.forEach(child -> alter(draft, new AlterTable(child, inherited), defaultSchema));
        }
    }

    private void apply(TableChange change) {
        switch (change) {
            case TableChange.AddColumn(ColumnDefinition column) -> {
                if (draft.column(name, column.name()).isEmpty()) {
                    addColumn(column);
                }
            }
            case TableChange.DropColumn drop -> dropColumn(drop.column());
            case TableChange.SetNotNull(String column) -> column(column, found -> found.withNullable(false));
            case TableChange.DropNotNull(String column) -> column(column, found -> found.withNullable(true));
            case TableChange.SetDefault(String column, String expression) ->
                column(
                        column,
                        found -> Columns.withDefault(
                                found, DefaultExpressions.catalogForm(expression, found.type(), defaultSchema)));
            case TableChange.DropDefault(String column) -> column(column, Column::withoutDefault);
            case TableChange.ChangeType change1 ->
                column(
                        change1.column(),
                        found -> Columns.withType(found, TypeNames.catalogForm(change1.type(), defaultSchema)));
            case TableChange.AddConstraint(ConstraintDefinition constraint) -> addConstraint(constraint);
            case TableChange.ValidateConstraint(String constraint) ->
                constraint(constraint, found -> Optional.of(Keys.validated(found)));
            case TableChange.DropConstraint drop -> dropConstraint(drop);
            case TableChange.RenameColumn(String column, String newName) -> renameColumn(column, newName);
            case TableChange.RenameConstraint(String constraint, String newName) ->
                constraint(constraint, found -> Optional.of(found.named(newName)));
            case TableChange.RenameTable(String newName) -> rename(name.sibling(newName));
            case TableChange.SetSchema(String schema) -> rename(new ObjectName(schema, name.name()));
            case TableChange.AddIdentity(String column, boolean always, String _) ->
                column(
                        column,
                        found -> new Column(
                                found.name(), found.type(), false, Optional.empty(), new Generation.Identity(always)));
            case TableChange.AttachPartition _,
                    TableChange.DetachPartition _,
                    TableChange.Inherit _,
                    TableChange.NoInherit _ -> new TableInheritance(draft, name).apply(change);
            case TableChange _ -> {}
        }
    }

    private void rename(ObjectName newName) {
        draft.renameTable(name, newName);
        name = newName;
    }

    private void column(String column, java.util.function.UnaryOperator<Column> change) {
        draft.change(name, table -> Columns.changed(table, column, change));
    }

    private void constraint(String constraint, java.util.function.Function<Constraint, Optional<Constraint>> change) {
        draft.change(
                name,
                table -> new Table(
                        name,
                        table.columns(),
                        table.constraints().stream()
                                .flatMap(each ->
                                        each.name().equals(constraint) ? change.apply(each).stream() : Stream.of(each))
                                .toList(),
                        table.indexes()));
    }

    /// With CASCADE, the foreign keys that point to a key go with it.
    private void dropConstraint(TableChange.DropConstraint drop) {
        List<String> key = draft.table(name).flatMap(table -> table.constraint(drop.name())).stream()
                .filter(found -> found instanceof Constraint.PrimaryKey || found instanceof Constraint.Unique)
                .flatMap(found -> found.columns().stream())
                .toList();
        constraint(drop.name(), _ -> Optional.empty());
        if (drop.cascade() && !key.isEmpty() && !hasKey(key)) {
            draft.eachForeignKey(
                    foreign -> foreign.referencedTable().equals(name) && sameColumns(foreign.referencedColumns(), key)
                            ? Optional.empty()
                            : Optional.of(foreign));
        }
    }

    /// Whether another key over the same columns is left.
    private boolean hasKey(List<String> columns) {
        return draft.table(name).stream()
                .flatMap(table -> table.constraints().stream())
                .anyMatch(each -> (each instanceof Constraint.PrimaryKey || each instanceof Constraint.Unique)
                        && sameColumns(each.columns(), columns));
    }

    private static boolean sameColumns(List<String> some, List<String> others) {
        return Set.copyOf(some).equals(Set.copyOf(others));
    }

    private void addColumn(ColumnDefinition definition) {
        DataType type = TypeNames.catalogForm(definition.type(), defaultSchema);
        boolean filled = definition.generation() instanceof Generation.Serial
                || definition.generation() instanceof Generation.Identity;
        boolean key = definition.constraints().stream().anyMatch(ConstraintDefinition.PrimaryKey.class::isInstance);
        Optional<String> value = definition.generation() instanceof Generation.Serial
                ? Optional.of(
                        "nextval('" + DataType.of(PostgresNames.sequence(name, definition.name())) + "'::regclass)")
                : definition
                        .defaultExpression()
                        .flatMap(written -> DefaultExpressions.catalogForm(written, type, defaultSchema));
        draft.change(
                name,
                table -> Columns.added(
                        table,
                        new Column(
                                definition.name(),
                                type,
                                !definition.notNull() && !filled && !key,
                                value,
                                definition.generation())));
        definition.constraints().forEach(this::addConstraint);
    }

    private void addConstraint(ConstraintDefinition definition) {
        draft.table(name).ifPresent(table -> {
            Optional<Constraint> constraint = constraint(definition, table);
            constraint
                    .filter(found -> table.constraint(found.name()).isEmpty())
                    .ifPresent(found -> draft.put(without(Keys.with(table, found), usedIndex(definition))));
            required(definition).forEach(column -> column(column, found -> found.withNullable(false)));
        });
    }

    private static List<String> required(ConstraintDefinition definition) {
        return switch (definition) {
            case ConstraintDefinition.PrimaryKey key -> key.columns();
            case ConstraintDefinition.NotNull notNull -> List.of(notNull.column());
            case ConstraintDefinition _ -> List.of();
        };
    }

    private static Optional<String> usedIndex(ConstraintDefinition definition) {
        return switch (definition) {
            case ConstraintDefinition.PrimaryKey key -> key.usingIndex();
            case ConstraintDefinition.Unique key -> key.usingIndex();
            case ConstraintDefinition _ -> Optional.empty();
        };
    }

    private Optional<Constraint> constraint(ConstraintDefinition definition, Table table) {
        return switch (definition) {
            case ConstraintDefinition.PrimaryKey key -> {
                List<String> columns = columns(table, key.columns(), key.usingIndex());
                yield Optional.of(new Constraint.PrimaryKey(
                        key.name().or(key::usingIndex).orElseGet(() -> naming.primaryKey(table)), columns));
            }
            case ConstraintDefinition.Unique key -> {
                List<String> columns = columns(table, key.columns(), key.usingIndex());
                yield Optional.of(new Constraint.Unique(
                        key.name().or(key::usingIndex).orElseGet(() -> naming.unique(table, columns)),
                        columns,
                        key.nullsNotDistinct()));
            }
            case ConstraintDefinition.ForeignKey key ->
                Optional.of(new ForeignKey(
                        key.name().orElseGet(() -> naming.foreignKey(table, key.columns())),
                        key.columns(),
                        key.referencedTable(),
                        key.referencedColumns().isEmpty()
                                ? draft.table(key.referencedTable())
                                        .flatMap(Table::primaryKey)
                                        .map(Constraint.PrimaryKey::columns)
                                        .orElse(List.of())
                                : key.referencedColumns(),
                        key.onDelete(),
                        key.onUpdate(),
                        key.deferrable(),
                        key.validated()));
            case ConstraintDefinition.Check check
            when !check.inherited() || !check.enforced() ->
                Optional.of(new Constraint.Other(
                        check.name().orElseGet(() -> naming.check(table, check.expression())),
                        "CHECK (" + check.expression() + ")"
                                + (check.inherited() ? "" : " NO INHERIT")
                                + (check.enforced() ? check.validated() ? "" : " NOT VALID" : " NOT ENFORCED")));
            case ConstraintDefinition.Check check ->
                Optional.of(new Constraint.Check(
                        check.name().orElseGet(() -> naming.check(table, check.expression())),
                        check.expression(),
                        check.validated()));
            case ConstraintDefinition.Exclusion exclusion ->
                Optional.of(new Constraint.Other(
                        exclusion.name().orElseGet(() -> naming.exclusion(table, exclusion.definition())),
                        exclusion.definition()));
            case ConstraintDefinition _ -> Optional.empty();
        };
    }

    private static List<String> columns(Table table, List<String> written, Optional<String> usedIndex) {
        return usedIndex.flatMap(table::index).map(Index::columns).orElse(written);
    }

    private static Table without(Table table, Optional<String> index) {
        return new Table(
                table.name(),
                table.columns(),
                table.constraints(),
                table.indexes().stream()
                        .filter(each -> !index.equals(Optional.of(each.name())))
                        .toList());
    }

    private void dropColumn(String column) {
        draft.change(
                name,
                table -> new Table(
                        name,
                        kept(table.columns(), each -> each.name().equals(column)),
                        kept(table.constraints(), each -> each.columns().contains(column)),
                        kept(
                                table.indexes(),
                                index -> index.columns().contains(column)
                                        || index.included().contains(column))));
        draft.eachForeignKey(key ->
                key.referencedTable().equals(name) && key.referencedColumns().contains(column)
                        ? Optional.empty()
                        : Optional.of(key));
    }

    private static <T> List<T> kept(List<T> all, Predicate<T> gone) {
        return all.stream().filter(gone.negate()).toList();
    }

    private void renameColumn(String column, String newName) {
        draft.change(
                name,
                table -> new Table(
                        name,
                        table.columns().stream()
                                .map(each -> each.name().equals(column) ? Columns.named(each, newName) : each)
                                .toList(),
                        table.constraints().stream()
                                .map(each -> Keys.renamedColumn(each, column, newName))
                                .toList(),
                        table.indexes().stream()
                                .map(each ->
                                        each.over(key -> key.equals(column) ? newName : key, UnaryOperator.identity()))
                                .toList()));
        draft.eachForeignKey(key -> Optional.of(
                key.referencedTable().equals(name)
                        ? Keys.referring(key, name, Keys.renamed(key.referencedColumns(), column, newName))
                        : key));
    }
}
