package io.godwit.analyzer.model;

import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.Lineage;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.PostgresNames;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Models under the names PostgreSQL stores: it cuts those over 63 bytes and says so in a notice that nobody reads.
/// Tools give long names to it as they are.
public final class StoredNames {
    private final Map<String, String> cut;

    private StoredNames(Map<String, String> cut) {
        this.cut = cut;
    }

    /// Tables or types whose names are one by then are told.
    public static DesiredSchema of(DesiredSchema schema) {
        Map<String, String> cut = names(schema.catalog())
                .filter(name -> !name.equals(PostgresNames.stored(name)))
                .distinct()
                .collect(Collectors.toMap(Function.identity(), PostgresNames::stored));
        return cut.isEmpty() ? schema : new StoredNames(cut).schema(schema);
    }

    private static Stream<String> names(Catalog catalog) {
        return Stream.of(
                        catalog.schemas().stream(),
                        catalog.enums().keySet().stream().flatMap(type -> Stream.of(type.schema(), type.name())),
                        catalog.tables().values().stream().flatMap(StoredNames::names))
                .flatMap(Function.identity());
    }

    private static Stream<String> names(Table table) {
        return Stream.of(
                        Stream.of(table.name().schema(), table.name().name()),
                        table.columns().stream().map(Column::name),
                        table.constraints().stream().map(Constraint::name),
                        table.indexes().stream().map(Index::name))
                .flatMap(Function.identity());
    }

    private DesiredSchema schema(DesiredSchema schema) {
        Catalog catalog = schema.catalog();
        List<Gap> gaps = new ArrayList<>();
        schema.gaps().forEach(gap -> gaps.add(new Gap(gap.table().map(this::name), gap.location(), gap.what())));
        gaps.addAll(clashes("table", catalog.tables().keySet(), schema));
        gaps.addAll(clashes("enum", catalog.enums().keySet(), schema));
        return new DesiredSchema(
                Catalog.of(
                                catalog.schemas().stream().map(this::name).collect(Collectors.toSet()),
                                catalog.extensions(),
                                catalog.tables().values().stream()
                                        .map(this::table)
                                        .toList(),
                                catalog.enums().values().stream()
                                        .map(type -> new EnumType(name(type.name()), type.labels()))
                                        .toList(),
                                catalog.others())
                        .withObjects(catalog.objects().values()),
                elements(schema.locations()),
                schema.notes(),
                gaps,
                elements(schema.names()),
                elements(schema.rowValues()),
                schema.listTexts().stream().map(this::element).collect(Collectors.toSet()),
                schema.uncompared(),
                schema.ordered().stream().map(this::name).collect(Collectors.toSet()),
                schema.open());
    }

    private List<Gap> clashes(String kind, Collection<ObjectName> all, DesiredSchema schema) {
        SortedMap<ObjectName, List<ObjectName>> byStored =
                all.stream().collect(Collectors.groupingBy(this::name, TreeMap::new, Collectors.toList()));
        return byStored.entrySet().stream()
                .filter(same -> same.getValue().size() > 1)
                .map(same -> new Gap(
                        Stream.of(same.getKey())
                                .filter(_ -> kind.equals("table"))
                                .findFirst(),
                        schema.locationOf(Element.whole(same.getValue().getLast()))
                                .orElse(SourceLocation.wholeFile("?")),
                        "the names of the " + kind + "s "
                                + same.getValue().stream()
                                        .map(ObjectName::toString)
                                        .collect(Collectors.joining(" and "))
                                + " are one when PostgreSQL has cut them to 63 bytes (" + same.getKey()
                                + "); give one of them a shorter name"))
                .toList();
    }

    private <T> Map<Element, T> elements(Map<Element, T> before) {
        Map<Element, T> after = new HashMap<>();
        before.forEach((element, value) -> after.put(element(element), value));
        return after;
    }

    private Element element(Element element) {
        return new Element(name(element.object()), name(element.part()));
    }

    private Table table(Table table) {
        return new Table(
                name(table.name()),
                table.columns().stream()
                        .map(column -> column(table.name(), column))
                        .toList(),
                table.constraints().stream().map(this::constraint).toList(),
                table.indexes().stream()
                        .map(index -> index.named(name(index.name())).over(this::name, this::text))
                        .toList(),
                new Lineage(
                        table.lineage().partitionKey().map(this::text),
                        table.lineage().parents().stream().map(this::name).toList()));
    }

    private Column column(ObjectName table, Column column) {
        Column stored = new Column(
                name(column.name()),
                new DataType(text(column.type().sql())),
                column.nullable(),
                column.defaultExpression().map(this::text),
                switch (column.generation()) {
                    case Generation.Stored(String expression) -> new Generation.Stored(text(expression));
                    case Generation.Virtual(String expression) -> new Generation.Virtual(text(expression));
                    case Generation.None none -> none;
                    case Generation.Serial serial -> serial;
                    case Generation.Identity identity -> identity;
                });
        return column.generation() instanceof Generation.Serial ? stored.serial(name(table)) : stored;
    }

    private Constraint constraint(Constraint constraint) {
        String name = name(constraint.name());
        return switch (constraint) {
            case Constraint.PrimaryKey key -> new Constraint.PrimaryKey(name, columns(key.columns()));
            case Constraint.Unique key -> new Constraint.Unique(name, columns(key.columns()), key.nullsNotDistinct());
            case ForeignKey key ->
                new ForeignKey(
                        name,
                        columns(key.columns()),
                        name(key.referencedTable()),
                        columns(key.referencedColumns()),
                        key.onDelete(),
                        key.onUpdate(),
                        key.deferrable(),
                        key.validated());
            case Constraint.Check check -> new Constraint.Check(name, text(check.expression()), check.validated());
            case Constraint.Other other -> new Constraint.Other(name, text(other.definition()));
        };
    }

    private List<String> columns(List<String> names) {
        return names.stream().map(this::name).toList();
    }

    private ObjectName name(ObjectName name) {
        return new ObjectName(name(name.schema()), name(name.name()));
    }

    private String name(String name) {
        return cut.getOrDefault(name, name);
    }

    /// Longer names first, so that none is taken for the beginning of another.
    private String text(String text) {
        String stored = text;
        List<Entry<String, String>> longestFirst = cut.entrySet().stream()
                .filter(entry -> text.contains(entry.getKey()))
                .sorted(Comparator.comparing(entry -> -entry.getKey().length()))
                .toList();
        for (Entry<String, String> entry : longestFirst) {
            stored = stored.replace(entry.getKey(), entry.getValue());
        }
        return stored;
    }
}
