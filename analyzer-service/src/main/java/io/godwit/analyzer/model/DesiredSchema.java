package io.godwit.analyzer.model;

import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.SchemaObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What models want of a database.
///
/// @param catalog   the schema as it should be
/// @param locations where the models say so
/// @param notes     what a developer should know: parts that have no effect
/// @param gaps      what could not be understood, which makes the rest partial
/// @param names     what the models call tables and columns in the code, such as `User.email`; what keeps that name and
/// gets another one in the database is renamed there. May be empty.
/// @param rowValues what existing rows get in a column when it becomes required, in SQL, where the models know and the
/// database does not: the defaults that Django and others keep in code
/// @param listTexts columns whose texts are lists, their elements joined by commas, as TypeORM's `simple-array` writes
/// them
/// @param ordered enums whose labels are wanted in the order in which they are declared
/// @param open attributes of models, by what the code calls them, that are assigned what is only known when the program
/// runs: they may have a column or none
/// @param uncompared what the models declare and Godwit does not compare, by what it is called: `function f`
public record DesiredSchema(
        Catalog catalog,
        Map<Element, SourceLocation> locations,
        List<String> notes,
        List<Gap> gaps,
        Map<Element, String> names,
        Map<Element, String> rowValues,
        Set<Element> listTexts,
        Map<String, Uncompared> uncompared,
        Set<ObjectName> ordered,
        Map<String, SourceLocation> open) {
    public DesiredSchema {
        open = Map.copyOf(open);
        ordered = Set.copyOf(ordered);
        uncompared = Map.copyOf(uncompared);
        listTexts = Set.copyOf(listTexts);
        names = Map.copyOf(names);
        locations = Map.copyOf(locations);
        notes = List.copyOf(notes);
        gaps = List.copyOf(gaps);
        rowValues = Map.copyOf(rowValues);
    }

    /// Models all of which is compared.
    public DesiredSchema(
            Catalog catalog,
            Map<Element, SourceLocation> locations,
            List<String> notes,
            List<Gap> gaps,
            Map<Element, String> names,
            Map<Element, String> rowValues,
            Set<Element> listTexts) {
        this(catalog, locations, notes, gaps, names, rowValues, listTexts, Map.of(), Set.of(), Map.of());
    }

    /// Models none of whose texts are lists.
    public DesiredSchema(
            Catalog catalog,
            Map<Element, SourceLocation> locations,
            List<String> notes,
            List<Gap> gaps,
            Map<Element, String> names,
            Map<Element, String> rowValues) {
        this(catalog, locations, notes, gaps, names, rowValues, Set.of());
    }

    /// Models that keep no values for existing rows in code.
    public DesiredSchema(
            Catalog catalog,
            Map<Element, SourceLocation> locations,
            List<String> notes,
            List<Gap> gaps,
            Map<Element, String> names) {
        this(catalog, locations, notes, gaps, names, Map.of());
    }

    /// Models of which is not known what they call things in the code.
    public DesiredSchema(Catalog catalog, Map<Element, SourceLocation> locations, List<String> notes, List<Gap> gaps) {
        this(catalog, locations, notes, gaps, Map.of());
    }

    /// Models that were understood whole.
    public DesiredSchema(Catalog catalog, Map<Element, SourceLocation> locations, List<String> notes) {
        this(catalog, locations, notes, List.of());
    }

    /// A table or type, or a part of one.
    ///
    /// @param part a column's, constraint's, index's or label's name; empty for the object itself
    public record Element(ObjectName object, String part) {
        public static Element whole(ObjectName object) {
            return new Element(object, "");
        }

        /// What is like a table has a table's name; the rest is named by all that identifies it.
        public static Element of(SchemaObject object) {
            return whole(
                    switch (object.kind()) {
                        case VIEW, MATERIALIZED_VIEW, SEQUENCE -> ObjectName.identified(object.identity());
                        case ObjectKind _ -> ObjectName.inPublic(object.identity());
                    });
        }
    }

    /// A view, a function, …: only whether its text is another one is known.
    public record Uncompared(String text, SourceLocation location) {}

    /// The same models, which declare these, too.
    public DesiredSchema withUncompared(Map<String, Uncompared> others) {
        return new DesiredSchema(catalog, locations, notes, gaps, names, rowValues, listTexts, others, ordered, open);
    }

    /// The same models, which mean the order of these enums' labels.
    public DesiredSchema withOrdered(Set<ObjectName> enums) {
        return new DesiredSchema(catalog, locations, notes, gaps, names, rowValues, listTexts, uncompared, enums, open);
    }

    /// The same models, of which these attributes may have a column or none.
    public DesiredSchema withOpen(Map<String, SourceLocation> attributes) {
        return new DesiredSchema(
                catalog, locations, notes, gaps, names, rowValues, listTexts, uncompared, ordered, attributes);
    }

    /// The same models, of which these parts are not understood, too.
    public DesiredSchema withGaps(List<Gap> others) {
        return others.isEmpty()
                ? this
                : new DesiredSchema(
                        catalog,
                        locations,
                        notes,
                        Catalogs.concatenated(gaps, others),
                        names,
                        rowValues,
                        listTexts,
                        uncompared,
                        ordered,
                        open);
    }

    public static DesiredSchema empty() {
        return new DesiredSchema(Catalog.empty(), Map.of(), List.of(), List.of());
    }

    /// Where the part is declared, else where its object is.
    public Optional<SourceLocation> locationOf(Element element) {
        return Optional.ofNullable(locations.get(element))
                .or(() -> Optional.ofNullable(locations.get(Element.whole(element.object()))));
    }

    /// Both together, for models that live side by side; on a clash the other wins.
    public DesiredSchema and(DesiredSchema other) {
        return new DesiredSchema(
                Catalogs.union(catalog, other.catalog),
                union(locations, other.locations),
                Catalogs.concatenated(notes, other.notes),
                Catalogs.concatenated(gaps, other.gaps),
                union(names, other.names),
                union(rowValues, other.rowValues),
                Catalogs.union(listTexts, other.listTexts),
                union(uncompared, other.uncompared),
                Catalogs.union(ordered, other.ordered),
                union(open, other.open));
    }

    private static <K, T> Map<K, T> union(Map<K, T> one, Map<K, T> other) {
        Map<K, T> all = new HashMap<>(one);
        all.putAll(other);
        return all;
    }
}
