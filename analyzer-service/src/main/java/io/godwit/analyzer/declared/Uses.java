package io.godwit.analyzer.declared;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What declared objects use, told by the names they mention. A name that means something else makes it too much, which
/// does no harm: it only decides in which order things are made, and what is taken away and made again around a change.
final class Uses {
    private final Catalog catalog;
    private final List<DeclaredObject> all;
    private final Map<ObjectName, NamesInSql> definitions;

    Uses(Catalog catalog, Collection<DeclaredObject> all) {
        this.catalog = catalog;
        this.all = List.copyOf(all);
        this.definitions = catalog.tables().values().stream()
                .collect(Collectors.toMap(Table::name, table -> NamesInSql.of(definition(table))));
    }

    SortedSet<String> by(DeclaredObject object) {
        SortedSet<String> keys = new TreeSet<>(object.belongsTo());
        if (object.names().isEmpty()) {
            return keys;
        }
        NamesInSql names = NamesInSql.of(object.names());
        catalog.tables().values().stream()
                .filter(table -> names.mention(table.name()))
                .forEach(table -> keys.addAll(of(table, names)));
        catalog.enums().keySet().stream().filter(names::mention).forEach(type -> keys.add("type " + type.identity()));
        for (DeclaredObject other : all) {
            if (!other.equals(object)) {
                name(other).filter(names::mention).forEach(_ -> keys.add(other.key()));
            }
        }
        return keys;
    }

    private static List<String> of(Table table, NamesInSql names) {
        return Stream.concat(
                        Stream.of("table " + table.name().identity()),
                        table.columns().stream()
                                .map(Column::name)
                                .filter(names::mentionsColumn)
                                .map(column -> "table column " + table.name().identity(column)))
                .toList();
    }

    /// What others can name.
    private static Stream<ObjectName> name(DeclaredObject object) {
        return switch (object.kind()) {
            case VIEW, MATERIALIZED_VIEW, SEQUENCE, DOMAIN, COMPOSITE_TYPE, RANGE_TYPE ->
                Stream.of(ObjectName.identified(object.identity()));
            case FUNCTION, PROCEDURE ->
                Stream.of(ObjectName.identified(
                        object.identity().substring(0, object.identity().lastIndexOf('('))));
            case ObjectKind _ -> Stream.empty();
        };
    }

    /// Tables whose columns, defaults or constraints are defined with it.
    SortedSet<String> tables(DeclaredObject object) {
        SortedSet<String> tables = new TreeSet<>();
        boolean mayBeUsed = switch (object.kind()) {
            case FUNCTION, SEQUENCE, DOMAIN, COMPOSITE_TYPE, RANGE_TYPE -> true;
            case ObjectKind _ -> false;
        };
        if (mayBeUsed) {
            name(object)
                    .forEach(name -> definitions.forEach((table, names) -> {
                        if (names.mention(name)) {
                            tables.add(table.identity());
                        }
                    }));
        }
        return tables;
    }

    /// Everything in a table's definition that is an expression or a type; default values name sequences in a text.
    private static String definition(Table table) {
        return table.columns().stream()
                        .map(column -> column.type().sql() + " "
                                + column.defaultExpression().orElse("").replace("'", " ") + " "
                                + column.generation())
                        .toList()
                + " " + table.constraints() + " " + table.indexes();
    }

    /// Whether it is the sequence of a serial column, which is made and goes with it.
    boolean isOfSerial(DeclaredObject object) {
        return (object.kind() == ObjectKind.SEQUENCE || object.kind() == ObjectKind.SEQUENCE_OWNER)
                && catalog.tables().values().stream()
                        .anyMatch(table -> table.columns().stream()
                                .filter(column -> column.generation() instanceof Column.Generation.Serial)
                                .anyMatch(column -> table.name()
                                        .sibling(table.name().name() + "_" + column.name() + "_seq")
                                        .identity()
                                        .equals(object.identity())));
    }
}
