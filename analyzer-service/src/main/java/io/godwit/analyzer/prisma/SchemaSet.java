package io.godwit.analyzer.prisma;

import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.prisma.Declaration.Attribute;
import io.godwit.analyzer.prisma.Declaration.Enumeration;
import io.godwit.analyzer.prisma.Declaration.Expression;
import io.godwit.analyzer.prisma.Declaration.Field;
import io.godwit.analyzer.prisma.Declaration.Model;
import io.godwit.analyzer.prisma.Declaration.Settings;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.ObjectName;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The declarations of one schema, of however many files, and how their names resolve.
final class SchemaSet {
    private static final Pattern URL_SCHEMA = Pattern.compile("[?&]schema=([^&#]+)");

    private final Map<String, Model> models = new LinkedHashMap<>();
    private final Map<String, Enumeration> enumerations = new LinkedHashMap<>();
    private final Set<String> views = new HashSet<>();
    private Optional<Settings> datasource = Optional.empty();
    private final String defaultSchema;

    /// @param statedSchema where tables are that name no schema, if somebody says so
    SchemaSet(List<Declaration> declarations, Optional<String> statedSchema) {
        read(declarations);
        this.defaultSchema = statedSchema.or(this::schemaOfUrl).orElse("public");
    }

    private void read(List<Declaration> declarations) {
        for (Declaration declaration : declarations) {
            switch (declaration) {
                case Model model
                when model.kind() == Model.Kind.MODEL -> {
                    Model earlier = models.putIfAbsent(model.name(), model);
                    if (earlier != null) {
                        throw twice(
                                "model " + model.name(), model.file(), model.line(), earlier.file(), earlier.line());
                    }
                }
                case Model other -> {
                    if (other.kind() == Model.Kind.VIEW) {
                        views.add(other.name());
                    }
                }
                case Enumeration read -> {
                    Enumeration earlier = enumerations.putIfAbsent(read.name(), read);
                    if (earlier != null) {
                        throw twice("enum " + read.name(), read.file(), read.line(), earlier.file(), earlier.line());
                    }
                }
                case Settings settings
                when settings.keyword().equals("datasource") -> datasource = datasource.or(() -> Optional.of(settings));
                case Settings _ -> {}
            }
        }
    }

    private static ModelUnreadable twice(String what, String file, int line, String otherFile, int otherLine) {
        return ModelUnreadable.at(
                new SourceLocation(file, line), what + " is declared twice, first at " + otherFile + ":" + otherLine);
    }

    Collection<Model> models() {
        return models.values();
    }

    Collection<Enumeration> enumerations() {
        return enumerations.values();
    }

    Optional<Model> model(String name) {
        return Optional.ofNullable(models.get(name));
    }

    /// Whether the name is a view's. Views are made by hand: Prisma neither creates nor refers to them.
    boolean isView(String name) {
        return views.contains(name);
    }

    /// The `?schema=` of an address that is written out.
    private Optional<String> schemaOfUrl() {
        return datasource
                .flatMap(settings -> settings.entry("url"))
                .flatMap(Expression::asText)
                .map(URL_SCHEMA::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1));
    }

    Optional<Enumeration> enumeration(String name) {
        return Optional.ofNullable(enumerations.get(name));
    }

    /// The `provider` where it is written out; empty if it comes from the environment or is not in the
    /// change.
    Optional<String> provider() {
        return datasource.flatMap(settings -> settings.entry("provider")).flatMap(Expression::asText);
    }

    /// Whether relations are foreign keys in the database.
    boolean hasForeignKeys() {
        return datasource
                .flatMap(settings -> settings.entry("relationMode").or(() -> settings.entry("referentialIntegrity")))
                .flatMap(Expression::asText)
                .filter("prisma"::equals)
                .isEmpty();
    }

    List<String> schemas() {
        return datasource
                .flatMap(settings -> settings.entry("schemas"))
                .map(list -> list.elements().stream()
                        .flatMap(element -> element.asText().stream())
                        .toList())
                .orElse(List.of());
    }

    List<String> extensions() {
        return datasource
                .flatMap(settings -> settings.entry("extensions"))
                .map(list -> list.elements().stream()
                        .flatMap(element -> extensionName(element).stream())
                        .toList())
                .orElse(List.of());
    }

    private static Optional<String> extensionName(Expression element) {
        return element instanceof Expression.Call call
                ? new Attribute(call.name(), call.arguments(), 0, 0).text("map").or(element::head)
                : element.head();
    }

    ObjectName tableOf(Model model) {
        return named(model.name(), model.attributes());
    }

    ObjectName typeOf(Enumeration enumeration) {
        return named(enumeration.name(), enumeration.attributes());
    }

    private ObjectName named(String name, List<Attribute> attributes) {
        String schema = Attribute.first(attributes, "schema")
                .flatMap(attribute -> attribute.textOrUnnamed("map"))
                .orElse(defaultSchema);
        return new ObjectName(schema, mapped(attributes).orElse(name));
    }

    static String columnOf(Field field) {
        return mapped(field.attributes()).orElse(field.name());
    }

    static String labelOf(Enumeration.Value value) {
        return mapped(value.attributes()).orElse(value.name());
    }

    private static Optional<String> mapped(List<Attribute> attributes) {
        return Attribute.first(attributes, "map")
                .flatMap(attribute -> attribute.textOrUnnamed("name"))
                .filter(name -> !name.isEmpty());
    }
}
