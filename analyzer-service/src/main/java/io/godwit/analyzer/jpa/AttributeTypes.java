package io.godwit.analyzer.jpa;

import io.godwit.analyzer.jpa.JavaClass.Attribute;
import io.godwit.model.SqlName;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.ObjectName;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The types of basic attributes and enums, and the checks that go with enums.
final class AttributeTypes {
    private final JpaModels models;

    AttributeTypes(JpaModels models) {
        this.models = models;
    }

    /// The type of a basic attribute or an enum; empty if it is neither.
    Optional<DataType> of(Attribute attribute) {
        Optional<String> converter =
                attribute.annotations().named("Convert").flatMap(found -> Annotations.word(found, "converter"));
        boolean defined = attribute
                .annotations()
                .named("Column")
                .flatMap(found -> Annotations.text(found, "columnDefinition"))
                .isPresent();
        if (converter.isPresent() && !defined) {
            return models.named(converter.get(), attribute.location().file())
                    .map(found -> found.argumentsOf("AttributeConverter"))
                    .filter(arguments -> arguments.size() == 2)
                    .flatMap(arguments -> BasicTypes.of(attribute.as(arguments.get(1))));
        }
        Optional<DataType> basic = BasicTypes.of(attribute);
        if (basic.isPresent() || !defined && BasicTypes.isCodeUnknown(attribute)) {
            return basic;
        }
        String written = attribute.type().asString();
        DataType label =
                new DataType(isOrdinal(attribute) ? "smallint" : BasicTypes.varying(BasicTypes.length(attribute)));
        String file = attribute.location().file();
        return labels(written, file)
                .map(_ -> label)
                .or(() -> BasicTypes.element(written)
                        .flatMap(element -> labels(element, file))
                        .map(_ -> label.array()));
    }

    /// The labels of an enum, among the files or of the language; empty for any other type.
    private Optional<List<String>> labels(String type, String file) {
        return models.named(type, file)
                .filter(JavaClass::isEnum)
                .map(JavaClass::labels)
                .or(() -> switch (type.replaceFirst("^java\\.time\\.", "")) {
                    case "Month" ->
                        Optional.of(
                                Arrays.stream(Month.values()).map(Enum::name).toList());
                    case "DayOfWeek" ->
                        Optional.of(Arrays.stream(DayOfWeek.values())
                                .map(Enum::name)
                                .toList());
                    case String _ -> Optional.empty();
                });
    }

    private static boolean isOrdinal(Attribute attribute) {
        return attribute
                .annotations()
                .named("Enumerated")
                .flatMap(found -> Annotations.word(found, "value"))
                .orElse("ORDINAL")
                .equals("ORDINAL");
    }

    /// As Hibernate writes it, for PostgreSQL to print it the same.
    Optional<String> check(ObjectName table, Attribute attribute, String column) {
        boolean converted = attribute.annotations().has("Convert");
        Optional<List<String>> labels = labels(
                        attribute.type().asString(), attribute.location().file())
                .filter(found -> !converted && !found.isEmpty());
        String name = column.matches("[a-z_][a-z0-9_]*") ? column : SqlName.quoted(column);
        if (labels.isPresent() && isOrdinal(attribute)) {
            return Optional.of(
                    "((" + name + " >= 0) AND (" + name + " <= " + (labels.get().size() - 1) + "))");
        }
        if (labels.isEmpty() && attribute.annotations().has("Enumerated") && !converted) {
            models.gap(
                    Optional.of(table),
                    attribute.location(),
                    table + ": the enum " + attribute.type() + " of " + attribute.name()
                            + " is not among the files; the check for its labels is left as it is.");
        }
        if (labels.isEmpty()) {
            return converted ? Optional.empty() : Validation.check(attribute, name);
        }
        return labels.map(
                found -> found.stream().map(SqlName::literal).collect(Collectors.joining(", ", name + " IN (", ")")));
    }
}
