package io.godwit.analyzer.prisma;

import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.prisma.Declaration.Attribute;
import io.godwit.analyzer.prisma.Declaration.Enumeration;
import io.godwit.analyzer.prisma.Declaration.Expression;
import io.godwit.analyzer.prisma.Declaration.Field;
import io.godwit.analyzer.prisma.Declaration.Model;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.DataType;
import java.util.Optional;

/// From a field to its column.
final class Columns {
    private final SchemaSet schema;

    Columns(SchemaSet schema) {
        this.schema = schema;
    }

    /// The field's column; empty for a relation, which has none.
    ///
    /// @throws ModelUnreadable for a type nothing declares
    Optional<Column> of(Model model, Field field) {
        boolean relation = schema.model(field.type()).isPresent() || schema.isView(field.type());
        return relation ? Optional.empty() : Optional.of(column(model, field));
    }

    /// The type a column gets that refers to this field.
    DataType type(Model model, Field field) {
        DataType element = elementType(model, field);
        return field.isList() ? element.array() : element;
    }

    private Column column(Model model, Field field) {
        DataType type = type(model, field);
        Column column = Column.of(SchemaSet.columnOf(field), type.sql(), field.arity() != Field.Arity.REQUIRED);
        Optional<Expression> value =
                field.attribute("default").flatMap(attribute -> attribute.argumentOrUnnamed("value"));
        if (value.flatMap(Expression::head).filter("autoincrement"::equals).isPresent()) {
            return column.serial(schema.tableOf(model));
        }
        return value.flatMap(expression ->
                        ColumnDefaults.of(expression, field.type(), type, name -> label(field.type(), name)))
                .map(column::withDefault)
                .orElse(column);
    }

    private String label(String enumeration, String valueName) {
        return schema.enumeration(enumeration).stream()
                .flatMap(found -> found.values().stream())
                .filter(value -> value.name().equals(valueName))
                .map(SchemaSet::labelOf)
                .findFirst()
                .orElse(valueName);
    }

    private DataType elementType(Model model, Field field) {
        if (field.foreign().isPresent()) {
            return new DataType(field.foreign().orElseThrow());
        }
        Optional<Attribute> nativeType = field.attributes().stream()
                .filter(attribute -> attribute.name().startsWith(ColumnTypes.NATIVE))
                .findFirst();
        if (nativeType.isPresent()) {
            return ColumnTypes.ofNative(nativeType.get())
                    .orElseThrow(() -> unreadable(
                            model,
                            field,
                            "PostgreSQL has no type @" + nativeType.get().name()));
        }
        Optional<Enumeration> enumeration = schema.enumeration(field.type());
        if (enumeration.isPresent()) {
            return DataType.of(schema.typeOf(enumeration.get()));
        }
        return ColumnTypes.ofScalar(field.type())
                .orElseThrow(() -> unreadable(
                        model,
                        field,
                        "nothing declares the type " + field.type()
                                + "; if it is in another file of the schema, publish that file with the change"));
    }

    private static ModelUnreadable unreadable(Model model, Field field, String what) {
        return ModelUnreadable.at(
                new SourceLocation(model.file(), field.line()), model.name() + "." + field.name() + ": " + what);
    }
}
