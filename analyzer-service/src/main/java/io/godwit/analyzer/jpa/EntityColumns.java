package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.expr.AnnotationExpr;
import io.godwit.analyzer.jpa.JavaClass.Attribute;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.DefaultExpressions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The columns of attributes that are no relations: basic ones, enums, embedded ones.
final class EntityColumns {
    private static final String[] RELATIONS = {
        "ManyToOne", "OneToOne", "OneToMany", "ManyToMany", "ElementCollection", "Any", "ManyToAny"
    };

    private final JpaModels models;
    private final AttributeTypes types;

    EntityColumns(JpaModels models, AttributeTypes types) {
        this.models = models;
        this.types = types;
    }

    static boolean isRelation(Attribute attribute) {
        return attribute.annotations().has(RELATIONS);
    }

    /// @param table    where an attribute's column stands
    /// @param required false where the column is of one of several classes in one table
    void add(Function<Attribute, TableDraft> table, List<Attribute> attributes, boolean required) {
        boolean derived = derivesKey(attributes);
        Set<String> mapped = mappedParts(attributes);
        for (Attribute attribute : attributes) {
            boolean isKey = attribute.annotations().has("Id");
            if (!isRelation(attribute) && !(derived && isKey)) {
                add(table.apply(attribute), attribute, Map.of(), required, false, mapped);
            }
        }
    }

    /// Whether the key is that of a relation (`@MapsId`), so that the attribute for it has no column of its own.
    static boolean derivesKey(List<Attribute> attributes) {
        return attributes.stream()
                .anyMatch(attribute -> attribute
                        .annotations()
                        .named("MapsId")
                        .filter(found -> Annotations.text(found, "value").isEmpty())
                        .isPresent());
    }

    /// The parts of an embedded key that are those of relations: `@MapsId("orderId")`.
    private static Set<String> mappedParts(List<Attribute> attributes) {
        return attributes.stream()
                .flatMap(attribute -> attribute.annotations().named("MapsId").stream())
                .flatMap(found -> Annotations.text(found, "value").stream())
                .collect(Collectors.toSet());
    }

    /// The column or columns of the elements of a collection.
    void addElement(TableDraft table, Attribute element) {
        Annotations kept = new Annotations(element.annotations().all().stream()
                .filter(each -> !each.getNameAsString().equals("ElementCollection"))
                .toList());
        add(
                table,
                new Attribute(element.name(), element.type(), kept, element.location()),
                Map.of(),
                true,
                false,
                Set.of());
    }

    private void add(
            TableDraft table,
            Attribute attribute,
            Map<String, AnnotationExpr> overrides,
            boolean required,
            boolean inKey,
            Set<String> mapped) {
        boolean key = inKey || attribute.annotations().has("Id", "EmbeddedId");
        Optional<JavaClass> type = models.named(attribute.type().asString());
        boolean embedded = attribute.annotations().has("Embedded", "EmbeddedId")
                || type.filter(found -> found.annotations().has("Embeddable")).isPresent();
        if (attribute.annotations().has("Formula")) {
            return;
        }
        if (embedded && type.isPresent()) {
            Map<String, AnnotationExpr> inner = ColumnOverrides.of(attribute, overrides);
            type.get().attributes(type.get().annotatesGetters()).stream()
                    .filter(each -> !isRelation(each) && !(key && mapped.contains(each.name())))
                    .forEach(each -> add(table, each, inner, required, key, Set.of()));
            return;
        }
        basic(table, ColumnOverrides.applied(attribute, overrides), required, key);
    }

    static String columnName(Attribute attribute) {
        return attribute
                .annotations()
                .named("Column")
                .flatMap(found -> Annotations.text(found, "name"))
                .orElse(attribute.name());
    }

    private void basic(TableDraft table, Attribute attribute, boolean required, boolean key) {
        String name = models.naming.inCatalog(columnName(attribute));
        Optional<DataType> type = types.of(attribute);
        if (type.isEmpty()) {
            models.gap(
                    Optional.of(table.name),
                    attribute.location(),
                    "The type " + attribute.type() + " of " + attribute.name()
                            + " is not known; give its column by columnDefinition, or the class among the files.");
            return;
        }
        boolean nullable = !key && !(required ? isRequired(attribute) : isExplicitlyRequired(attribute));
        table.column(
                new Column(name, type.get(), nullable, defaultOf(attribute, type.get()), generation(attribute)),
                attribute.location());
        if (key) {
            table.key(name);
        }
        types.check(attribute, name)
                .ifPresent(expression -> table.constraint(
                        new Constraint.Check(table.generated(List.of(name), "check"), expression, true),
                        attribute.location()));
        attribute
                .annotations()
                .named("Check")
                .flatMap(found -> Annotations.text(found, "constraints"))
                .ifPresent(condition -> table.constraint(
                        new Constraint.Check(table.generated(List.of(name), "check"), condition, true),
                        attribute.location()));
        boolean unique = attribute
                .annotations()
                .named("Column")
                .flatMap(found -> Annotations.truth(found, "unique"))
                .orElse(attribute.annotations().has("NaturalId"));
        if (unique) {
            table.constraint(
                    new Constraint.Unique(table.generated(List.of(name), "key"), List.of(name), false),
                    attribute.location());
        }
    }

    /// A column of one of several classes in a table may be empty, unless its own annotation says otherwise.
    private static boolean isExplicitlyRequired(Attribute attribute) {
        return attribute
                .annotations()
                .named("Column")
                .flatMap(found -> Annotations.truth(found, "nullable"))
                .filter(nullable -> !nullable)
                .isPresent();
    }

    private static boolean isRequired(Attribute attribute) {
        Annotations annotations = attribute.annotations();
        boolean primitive = attribute.type().isPrimitiveType();
        boolean column = annotations
                .named("Column")
                .flatMap(found -> Annotations.truth(found, "nullable"))
                .orElse(true);
        boolean basic = annotations
                .named("Basic")
                .flatMap(found -> Annotations.truth(found, "optional"))
                .orElse(true);
        boolean definition = annotations
                .named("Column")
                .flatMap(found -> Annotations.text(found, "columnDefinition"))
                .filter(found -> found.toLowerCase(Locale.ROOT).contains("not null"))
                .isPresent();
        return primitive
                || !column
                || !basic
                || definition
                || annotations.has("NotNull", "NotBlank", "NotEmpty", "NonNull")
                        && !annotations.has("Nullable")
                        && !annotations.named("NonNull").isPresent();
    }

    private static Optional<String> defaultOf(Attribute attribute, DataType type) {
        Optional<String> stated =
                attribute.annotations().named("ColumnDefault").flatMap(found -> Annotations.text(found, "value"));
        Optional<String> defined = attribute
                .annotations()
                .named("Column")
                .flatMap(found -> Annotations.text(found, "columnDefinition"))
                .filter(found -> found.toLowerCase(Locale.ROOT).contains(" default "))
                .map(found -> found.replaceFirst("(?is).*?\\sdefault\\s+", "")
                        .replaceFirst("(?is)\\s+(?:not\\s+null|null|unique|check)\\b.*", ""));
        return stated.or(() -> defined).flatMap(written -> DefaultExpressions.catalogForm(written, type, "public"));
    }

    private static Generation generation(Attribute attribute) {
        boolean identity = attribute
                .annotations()
                .named("GeneratedValue")
                .flatMap(found -> Annotations.word(found, "strategy"))
                .filter("IDENTITY"::equals)
                .isPresent();
        return identity ? new Generation.Identity(false) : new Generation.None();
    }
}
