package io.godwit.analyzer.prisma;

import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.prisma.Declaration.Attribute;
import io.godwit.analyzer.prisma.Declaration.Expression;
import io.godwit.analyzer.prisma.Declaration.Field;
import io.godwit.analyzer.prisma.Declaration.Model;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.Index.Key;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// From `@unique`, `@@unique` and `@@index` to indexes. Prisma's uniques are indexes, not constraints.
final class Indexes {
    private Indexes() {}

    static Index ofUniqueField(String table, Field field, Attribute attribute) {
        String column = SchemaSet.columnOf(field);
        Key key = key(column, attribute.arguments());
        return new Index(
                attribute.textOrUnnamed("map").orElse(ConstraintNames.unique(table, List.of(column))),
                true,
                "btree",
                List.of(key),
                List.of(),
                IndexPredicate.of(attribute, name -> name),
                false,
                true);
    }

    static Index ofModel(String table, Model model, Attribute attribute) {
        boolean unique = attribute.name().equals("unique");
        List<Key> keys = keys(model, attribute);
        List<String> columns =
                keys.stream().flatMap(key -> key.column().stream()).toList();
        Optional<String> name =
                unique ? attribute.text("map") : attribute.text("map").or(() -> attribute.text("name"));
        return new Index(
                name.orElseGet(
                        () -> unique ? ConstraintNames.unique(table, columns) : ConstraintNames.index(table, columns)),
                unique,
                attribute
                        .argument("type")
                        .flatMap(Expression::head)
                        .map(type -> type.toLowerCase(Locale.ROOT))
                        .orElse("btree"),
                keys,
                List.of(),
                IndexPredicate.of(attribute, fieldName -> column(model, attribute, fieldName)),
                false,
                true);
    }

    /// The columns a block attribute such as `@@id([a, b])` lists.
    static List<String> columns(Model model, Attribute attribute) {
        return keys(model, attribute).stream()
                .flatMap(key -> key.column().stream())
                .toList();
    }

    private static List<Key> keys(Model model, Attribute attribute) {
        return attribute.argumentOrUnnamed("fields").stream()
                .flatMap(list -> list.elements().stream())
                .map(element -> key(model, attribute, element))
                .toList();
    }

    private static Key key(Model model, Attribute attribute, Expression element) {
        String name = element.head()
                .orElseThrow(() -> ModelUnreadable.at(
                        new SourceLocation(model.file(), attribute.line()),
                        "@@" + attribute.name() + " of " + model.name() + " lists something that is no field"));
        String column = column(model, attribute, name);
        return element instanceof Expression.Call call ? key(column, call.arguments()) : Key.column(column);
    }

    private static Key key(String column, List<Declaration.Argument> arguments) {
        Attribute options = new Attribute(column, arguments, 0, 0);
        boolean descending = options.argument("sort")
                .flatMap(Expression::head)
                .filter("Desc"::equals)
                .isPresent();
        return new Key(
                Optional.of(column),
                Optional.empty(),
                descending,
                descending,
                options.argument("ops").flatMap(Indexes::operatorClass));
    }

    private static Optional<String> operatorClass(Expression ops) {
        return switch (ops) {
            case Expression.Call(String _, var arguments) ->
                arguments.stream()
                        .flatMap(argument -> argument.value().asText().stream())
                        .findFirst();
            case Expression.Word(String name) ->
                Optional.of(name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .toLowerCase(Locale.ROOT)
                        .replace("min_max", "minmax")
                        .replace("timestamp_tz", "timestamptz")
                        .replace("time_tz", "timetz"));
            case Expression.Text _, Expression.Number _, Expression.Listed _, Expression.Mapped _ -> Optional.empty();
        };
    }

    private static String column(Model model, Attribute attribute, String fieldName) {
        return model.field(fieldName)
                .map(SchemaSet::columnOf)
                .orElseThrow(() -> ModelUnreadable.at(
                        new SourceLocation(model.file(), attribute.line()),
                        model.name() + " has no field " + fieldName + ", which @@" + attribute.name() + " lists"));
    }
}
