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
import java.util.stream.Stream;

/// The columns of attributes that are no relations: basic ones, enums, embedded ones.
final class EntityColumns {
    private static final String[] RELATIONS = {
        "ManyToOne", "OneToOne", "OneToMany", "ManyToMany", "ElementCollection", "Any", "ManyToAny"
    };

    /// Classes embedded in themselves end here.
    private static final int LONGEST_PATH = 1000;
    private static final int DEEPEST = 20;

    /// Where a column stands.
    private enum Place {
        OWN_TABLE,
        /// One of several classes in one table.
        SHARED_TABLE,
        EMBEDDED
    }

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
        Place place = required ? Place.OWN_TABLE : Place.SHARED_TABLE;
        boolean derived = derivesKey(attributes);
        Set<String> mapped = mappedParts(attributes);
        for (Attribute attribute : attributes) {
            boolean isKey = attribute.annotations().has("Id");
            if (!isRelation(attribute) && !(derived && isKey)) {
                add(table.apply(attribute), attribute, attribute.name(), Map.of(), place, false, mapped);
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
        Annotations kept = new Annotations(Validation.ofElement(element).annotations().all().stream()
                .filter(each -> !each.getNameAsString().equals("ElementCollection"))
                .toList());
        add(
                table,
                new Attribute(element.name(), element.type(), kept, element.location()),
                element.name(),
                Map.of(),
                Place.OWN_TABLE,
                false,
                Set.of());
    }

    /// @param path the attribute's name behind those it is embedded in
    private void add(
            TableDraft table,
            Attribute attribute,
            String path,
            Map<String, AnnotationExpr> overrides,
            Place place,
            boolean inKey,
            Set<String> mapped) {
        boolean key = inKey || attribute.annotations().has("Id", "EmbeddedId");
        Optional<JavaClass> type = models.typeOf(attribute);
        boolean embedded = attribute.annotations().has("Embedded", "EmbeddedId")
                || type.filter(found -> found.annotations().has("Embeddable")).isPresent();
        if (attribute.annotations().has("Formula")) {
            return;
        }
        if (embedded && type.isPresent() && path.length() < LONGEST_PATH) {
            Map<String, AnnotationExpr> inner = ColumnOverrides.of(attribute, overrides);
            Place inside = place == Place.SHARED_TABLE ? place : Place.EMBEDDED;
            type.get().attributes(type.get().annotatesGetters()).stream()
                    .filter(each -> !(key && mapped.contains(each.name())))
                    .filter(each -> !relationIn(key, table, each))
                    .forEach(each -> add(
                            table,
                            Validation.within(attribute, each),
                            path + "." + each.name(),
                            inner,
                            inside,
                            key,
                            Set.of()));
            return;
        }
        basic(table, ColumnOverrides.applied(attribute, overrides), path, place, key);
    }

    /// The relations of embedded attributes, which have their columns in the same table.
    List<Attribute> embeddedRelations(List<Attribute> attributes) {
        return embeddedRelations(attributes, 0);
    }

    private List<Attribute> embeddedRelations(List<Attribute> attributes, int depth) {
        return depth > DEEPEST
                ? List.of()
                : attributes.stream()
                        .filter(each -> !each.annotations().has("Id", "EmbeddedId") && !isRelation(each))
                        .flatMap(each -> models
                                .typeOf(each)
                                .filter(type -> each.annotations().has("Embedded")
                                        || type.annotations().has("Embeddable"))
                                .stream())
                        .map(type -> type.attributes(type.annotatesGetters()))
                        .flatMap(parts -> Stream.concat(
                                parts.stream().filter(EntityColumns::isRelation),
                                embeddedRelations(parts, depth + 1).stream()))
                        .toList();
    }

    /// Whether a part is a relation, which is no column of its own. One in an embedded key is not read.
    private boolean relationIn(boolean key, TableDraft table, Attribute part) {
        if (key && isRelation(part)) {
            models.gap(
                    Optional.of(table.name),
                    part.location(),
                    "The relation " + part.name() + " within an embedded key is not read.");
        }
        return isRelation(part);
    }

    static String columnName(Attribute attribute) {
        return attribute
                .annotations()
                .named("Column")
                .flatMap(found -> Annotations.text(found, "name"))
                .orElse(attribute.name());
    }

    private void basic(TableDraft table, Attribute attribute, String path, Place place, boolean key) {
        if (models.unread.column(table.name, attribute)) {
            return;
        }
        models.unread.beside(table.name, attribute);
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
        boolean nullable = !key && !isRequired(attribute, place);
        table.column(
                new Column(name, type.get(), nullable, defaultOf(attribute, type.get()), generation(attribute)),
                attribute.location(),
                path);
        if (key) {
            table.key(models.naming, columnName(attribute));
        }
        types.check(table.name, attribute, name)
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

    /// A column of one of several classes in a table may be empty, unless its own annotation says otherwise; one of an
    /// embedded attribute may be, for the whole of it may be missing. A primitive without `@Column` may not.
    private static boolean isRequired(Attribute attribute, Place place) {
        Annotations annotations = attribute.annotations();
        Optional<AnnotationExpr> column = annotations.named("Column");
        boolean stated = column.flatMap(found -> Annotations.truth(found, "nullable"))
                        .filter(nullable -> !nullable)
                        .isPresent()
                || column.flatMap(found -> Annotations.text(found, "columnDefinition"))
                        .filter(found -> found.toLowerCase(Locale.ROOT).contains("not null"))
                        .isPresent();
        boolean basic = annotations
                .named("Basic")
                .flatMap(found -> Annotations.truth(found, "optional"))
                .filter(optional -> !optional)
                .isPresent();
        boolean primitive = attribute.type().isPrimitiveType() && !annotations.has("Column", "Basic");
        return stated
                || annotations.has("TenantId")
                || switch (place) {
                    case OWN_TABLE -> primitive || basic || Validation.requires(attribute);
                    case EMBEDDED -> basic || Validation.requires(attribute);
                    case SHARED_TABLE -> false;
                };
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
        Optional<String> computed =
                attribute.annotations().named("GeneratedColumn").flatMap(found -> Annotations.text(found, "value"));
        return identity
                ? new Generation.Identity(false)
                : computed.<Generation>map(Generation.Stored::new).orElseGet(Generation.None::new);
    }
}
