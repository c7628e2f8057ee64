package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NormalAnnotationExpr;
import com.github.javaparser.ast.expr.SingleMemberAnnotationExpr;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Puts the values of constants in the place of their names in annotations: `@Table(name = Tables.ORDERS)`; and tells
/// where that cannot be done, so that nothing is taken for left out that is only not known.
final class AnnotationConstants {
    private static final Set<String> OF_COLUMNS = Set.of(
            "name",
            "table",
            "referencedColumnName",
            "columnDefinition",
            "length",
            "precision",
            "scale",
            "secondPrecision",
            "nullable",
            "unique");
    private static final Set<String> OF_TABLES = Set.of("name", "schema");
    private static final Set<String> OF_LIMITS =
            Set.of("value", "min", "max", "integer", "fraction", "constraints", "name");
    /// The members that decide on the schema.
    private static final Map<String, Set<String>> DECIDING = Map.ofEntries(
            Map.entry("Column", OF_COLUMNS),
            Map.entry("JoinColumn", OF_COLUMNS),
            Map.entry("PrimaryKeyJoinColumn", OF_COLUMNS),
            Map.entry("OrderColumn", OF_COLUMNS),
            Map.entry("MapKeyColumn", OF_COLUMNS),
            Map.entry("DiscriminatorColumn", OF_COLUMNS),
            Map.entry("Entity", OF_TABLES),
            Map.entry("Table", OF_TABLES),
            Map.entry("SecondaryTable", OF_TABLES),
            Map.entry("JoinTable", OF_TABLES),
            Map.entry("CollectionTable", OF_TABLES),
            Map.entry("ForeignKey", Set.of("name")),
            Map.entry("Index", Set.of("name", "columnList", "unique")),
            Map.entry("UniqueConstraint", Set.of("name", "columnNames")),
            Map.entry("ColumnDefault", OF_LIMITS),
            Map.entry("Check", OF_LIMITS),
            Map.entry("Size", OF_LIMITS),
            Map.entry("Length", OF_LIMITS),
            Map.entry("Digits", OF_LIMITS),
            Map.entry("Min", OF_LIMITS),
            Map.entry("Max", OF_LIMITS),
            Map.entry("Range", OF_LIMITS));

    /// They are told by themselves.
    private static final Set<String> PARTS = Set.of("Index", "UniqueConstraint");
    /// What is given constants of Java's and Hibernate's own, which are no values.
    private static final Set<String> OF_WORDS = Set.of(
            "Enumerated",
            "MapKeyEnumerated",
            "GeneratedValue",
            "Inheritance",
            "Temporal",
            "OnDelete",
            "JdbcTypeCode",
            "TimeZoneStorage");

    private AnnotationConstants() {}

    /// The syntax trees of the classes are changed.
    static void resolve(Collection<JavaClass> classes) {
        ConstantExpressions constants = new ConstantExpressions(classes);
        classes.forEach(type -> type.declaration()
                .findAll(
                        AnnotationExpr.class,
                        found -> !OF_WORDS.contains(found.getName().getIdentifier()))
                .forEach(annotation -> values(annotation)
                        .forEach(value -> constants.literal(value, type.name()).ifPresent(value::replace))));
    }

    /// The first part of an annotation that decides on the schema and is not known, as written; parts of annotations
    /// within it do not count.
    static Optional<String> unknownIn(AnnotationExpr annotation) {
        Set<String> deciding = DECIDING.getOrDefault(annotation.getName().getIdentifier(), Set.of());
        return deciding.stream()
                .sorted()
                .flatMap(member -> Annotations.member(annotation, member).stream())
                .flatMap(AnnotationConstants::elements)
                .filter(value -> !value.isLiteralExpr() && !value.isAnnotationExpr())
                .map(Expression::toString)
                .findFirst();
    }

    /// Of any annotation of those names, and of the annotations within it but keys and indexes.
    static Optional<String> unknownIn(Annotations annotations, Collection<String> names) {
        return annotations.all().stream()
                .filter(each -> names.contains(each.getName().getIdentifier()))
                .flatMap(
                        each -> each
                                .findAll(
                                        AnnotationExpr.class,
                                        found -> !PARTS.contains(found.getName().getIdentifier()))
                                .stream())
                .flatMap(each -> unknownIn(each).stream())
                .findFirst();
    }

    private static List<Expression> values(AnnotationExpr annotation) {
        return switch (annotation) {
            case SingleMemberAnnotationExpr single ->
                elements(single.getMemberValue()).toList();
            case NormalAnnotationExpr normal ->
                normal.getPairs().stream()
                        .flatMap(pair -> elements(pair.getValue()))
                        .toList();
            default -> List.of();
        };
    }

    private static Stream<Expression> elements(Expression value) {
        return value instanceof ArrayInitializerExpr array
                ? Arrays.stream(array.getValues().toArray(Expression[]::new))
                : Stream.of(value);
    }
}
