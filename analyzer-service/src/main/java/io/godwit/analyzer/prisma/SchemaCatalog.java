package io.godwit.analyzer.prisma;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.prisma.Declaration.Attribute;
import io.godwit.analyzer.prisma.Declaration.Enumeration;
import io.godwit.analyzer.prisma.Declaration.Field;
import io.godwit.analyzer.prisma.Declaration.Model;
import io.godwit.analyzer.prisma.JoinTables.JoinTable;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// From the declarations of a schema to the catalog Prisma's own tool creates for it in an empty database.
final class SchemaCatalog {
    private final SchemaSet schema;
    private final Columns columns;
    private final Relations relations;
    private final JoinTables joinTables;
    private final Map<Element, SourceLocation> locations = new HashMap<>();
    private final Map<Element, String> names = new HashMap<>();
    private final Map<Element, String> rowValues = new HashMap<>();

    SchemaCatalog(SchemaSet schema, JoinTableForm form) {
        this.schema = schema;
        this.columns = new Columns(schema);
        this.relations = new Relations(schema);
        this.joinTables = new JoinTables(schema, columns, form);
    }

    DesiredSchema build() {
        List<EnumType> enums =
                schema.enumerations().stream().map(this::enumType).toList();
        List<Table> tables = new ArrayList<>();
        for (Model model : schema.models()) {
            tables.add(table(model));
            for (Field field : model.fields()) {
                joinTables.startingAt(model, field).map(this::located).ifPresent(tables::add);
            }
        }
        Catalog catalog =
                Catalog.of(new TreeSet<>(schema.schemas()), new TreeSet<>(schema.extensions()), tables, enums);
        return new DesiredSchema(catalog, locations, List.of(), List.of(), names, rowValues);
    }

    private EnumType enumType(Enumeration declared) {
        ObjectName name = schema.typeOf(declared);
        locate(name, "", declared.file(), declared.line());
        declared.values().forEach(value -> locate(name, SchemaSet.labelOf(value), declared.file(), value.line()));
        return new EnumType(
                name, declared.values().stream().map(SchemaSet::labelOf).toList());
    }

    private Table located(JoinTable join) {
        locate(join.table().name(), "", join.model().file(), join.field().line());
        return join.table();
    }

    private Table table(Model model) {
        ObjectName name = schema.tableOf(model);
        locate(name, "", model.file(), model.line());
        names.put(Element.whole(name), model.name());
        List<Column> read = new ArrayList<>();
        List<Constraint> constraints = new ArrayList<>();
        List<Index> indexes = new ArrayList<>();
        for (Field field : model.fields()) {
            columns.of(model, field).ifPresent(column -> {
                read.add(column);
                locate(name, column.name(), model.file(), field.line());
                names.put(new Element(name, column.name()), model.name() + "." + field.name());
                RandomKeys.of(field, column.type())
                        .ifPresent(value -> rowValues.put(new Element(name, column.name()), value));
            });
            field.attribute("unique").ifPresent(unique -> {
                Index index = Indexes.ofUniqueField(name.name(), field, unique);
                indexes.add(index);
                locate(name, index.name(), model.file(), field.line());
            });
            if (schema.hasForeignKeys()) {
                relations.foreignKey(model, field).ifPresent(key -> {
                    constraints.add(key);
                    locate(name, key.name(), model.file(), field.line());
                });
            }
        }
        for (Attribute attribute : model.attributes()) {
            if (attribute.name().equals("unique") || attribute.name().equals("index")) {
                Index index = Indexes.ofModel(name.name(), model, attribute);
                indexes.add(index);
                locate(name, index.name(), model.file(), attribute.line());
            }
        }
        primaryKey(model, name).ifPresent(constraints::add);
        return new Table(
                name,
                read,
                constraints.stream()
                        .sorted(Comparator.comparing(Constraint::name))
                        .toList(),
                indexes.stream().sorted(Comparator.comparing(Index::name)).toList());
    }

    private Optional<Constraint.PrimaryKey> primaryKey(Model model, ObjectName table) {
        Optional<Attribute> block = model.attribute("id");
        if (block.isPresent()) {
            return Optional.of(primaryKey(model, table, block.get(), Indexes.columns(model, block.get())));
        }
        return model.fields().stream()
                .filter(field -> field.attribute("id").isPresent())
                .findFirst()
                .map(field -> primaryKey(
                        model, table, field.attribute("id").orElseThrow(), List.of(SchemaSet.columnOf(field))));
    }

    private Constraint.PrimaryKey primaryKey(
            Model model, ObjectName table, Attribute attribute, List<String> keyColumns) {
        String name = attribute.text("map").orElse(ConstraintNames.primaryKey(table.name()));
        locate(table, name, model.file(), attribute.line());
        return new Constraint.PrimaryKey(name, keyColumns);
    }

    private void locate(ObjectName object, String part, String file, int line) {
        locations.put(new Element(object, part), new SourceLocation(file, line));
    }
}
