package io.godwit.model.effect;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.Lineage;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.catalog.Table;
import io.godwit.model.statement.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A catalog while it is being changed.
final class CatalogDraft {
    final SortedSet<String> schemas;
    final SortedSet<String> extensions;
    final SortedMap<ObjectName, EnumType> enums;
    private final SortedMap<ObjectName, Table> tables;
    private final SortedSet<String> others;
    private final SortedMap<String, SchemaObject> objects;

    private final NameScope scope;

    /// Within what a name that PostgreSQL chooses is the only one.
    enum NameScope {
        /// As in a database.
        SCHEMA,
        /// As if there were no other table, so that no name depends on which others there are.
        TABLE
    }

    CatalogDraft(Catalog catalog, NameScope scope) {
        this.scope = scope;
        schemas = new TreeSet<>(catalog.schemas());
        extensions = new TreeSet<>(catalog.extensions());
        enums = new TreeMap<>(catalog.enums());
        tables = new TreeMap<>(catalog.tables());
        others = new TreeSet<>(catalog.others());
        objects = new TreeMap<>(catalog.objects());
    }

    Catalog catalog() {
        return new Catalog(schemas, extensions, tables, enums, others, objects);
    }

    Optional<Table> table(ObjectName name) {
        return Optional.ofNullable(tables.get(name));
    }

    /// Whether a constraint or index of this table may not be called so.
    boolean isTaken(Table table, String name) {
        return has(table, name)
                || scope == NameScope.SCHEMA
                        && tables.values().stream()
                                .filter(other -> other.name()
                                        .schema()
                                        .equals(table.name().schema()))
                                .anyMatch(other -> other.name().name().equals(name)
                                        || !other.name().equals(table.name()) && has(other, name));
    }

    private static boolean has(Table table, String name) {
        return table.constraint(name).isPresent() || table.index(name).isPresent();
    }

    /// Keeps what the table inherits, which [#descend] changes.
    void put(Table table) {
        Lineage lineage = table.lineage().equals(Lineage.none())
                ? table(table.name()).map(Table::lineage).orElse(Lineage.none())
                : table.lineage();
        tables.put(
                table.name(),
                new Table(
                        table.name(),
                        table.columns(),
                        table.constraints().stream()
                                .sorted(Comparator.comparing(Constraint::name))
                                .toList(),
                        table.indexes().stream()
                                .sorted(Comparator.comparing(Index::name))
                                .toList(),
                        lineage));
    }

    /// Lets a table have other parents.
    void descend(ObjectName name, UnaryOperator<List<ObjectName>> parents) {
        tables.computeIfPresent(
                name,
                (_, table) -> table.withLineage(new Lineage(
                        table.lineage().partitionKey(),
                        parents.apply(table.lineage().parents()))));
    }

    /// Its partitions, or the tables that inherit from it.
    List<ObjectName> children(ObjectName parent) {
        return tables.values().stream()
                .filter(table -> table.lineage().parents().contains(parent))
                .map(Table::name)
                .toList();
    }

    void change(ObjectName name, UnaryOperator<Table> change) {
        table(name).map(change).ifPresent(this::put);
    }

    /// Foreign keys of other tables that refer to it go with it.
    void dropTable(ObjectName name) {
        tables.remove(name);
        eachForeignKey(key -> key.referencedTable().equals(name) ? Optional.empty() : Optional.of(key));
    }

    /// What goes with a statement of what the catalog does not take apart.
    void dropObjects(Statement statement) {
        if (!objects.isEmpty() && NamedObjects.mayTakeAway(statement)) {
            NamedObjects.takenAway(statement, catalog()).forEach(object -> {
                objects.remove(object.key());
                others.removeIf(line -> line.startsWith(
                        object.kind().title() + " " + object.identity().replace("pg_catalog.", "") + " "));
            });
        }
    }

    void renameTable(ObjectName name, ObjectName newName) {
        table(name).ifPresent(table -> {
            tables.remove(name);
            put(new Table(newName, table.columns(), table.constraints(), table.indexes(), table.lineage()));
            children(name)
                    .forEach(child -> descend(
                            child,
                            parents -> parents.stream()
                                    .map(parent -> parent.equals(name) ? newName : parent)
                                    .toList()));
            eachForeignKey(key -> Optional.of(
                    key.referencedTable().equals(name) ? Keys.referring(key, newName, key.referencedColumns()) : key));
        });
    }

    void eachForeignKey(java.util.function.Function<ForeignKey, Optional<ForeignKey>> change) {
        for (Table table : List.copyOf(tables.values())) {
            if (table.constraints().stream().anyMatch(ForeignKey.class::isInstance)) {
                put(new Table(
                        table.name(),
                        table.columns(),
                        table.constraints().stream()
                                .flatMap(constraint -> constraint instanceof ForeignKey key
                                        ? change.apply(key).stream()
                                        : java.util.stream.Stream.of(constraint))
                                .toList(),
                        table.indexes()));
            }
        }
    }

    void eachTable(UnaryOperator<Table> change) {
        List.copyOf(tables.values()).forEach(table -> put(change.apply(table)));
    }

    /// Columns of one type get another.
    void retype(DataType from, DataType to) {
        eachTable(table -> new Table(
                table.name(),
                table.columns().stream()
                        .map(column -> column.type().equals(from)
                                ? Columns.withType(column, to)
                                : column.type().equals(from.array()) ? Columns.withType(column, to.array()) : column)
                        .map(column -> column.defaultExpression()
                                .map(value -> column.withDefault(cast(value, from, to)))
                                .orElse(column))
                        .toList(),
                table.constraints(),
                table.indexes()));
    }

    /// An expression in which values are cast to a type of another name.
    private static String cast(String expression, DataType from, DataType to) {
        return expression.replaceAll(
                "::" + Pattern.quote(from.sql()) + "(?![\\w$\"])", Matcher.quoteReplacement("::" + to.sql()));
    }

    Optional<Column> column(ObjectName table, String name) {
        return table(table).flatMap(found -> found.column(name));
    }
}
