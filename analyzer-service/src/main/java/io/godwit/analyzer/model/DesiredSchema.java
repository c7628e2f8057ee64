package io.godwit.analyzer.model;

import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What models want of a database.
///
/// @param catalog   the schema as it should be
/// @param locations where the models say so
/// @param notes     what a developer should know: parts that have no effect
/// @param gaps      what could not be understood, which makes the rest partial
/// @param names     what the models call tables and columns in the code, such as `User.email`; what keeps
/// that name and
/// gets another one in the database is renamed there. May be empty.
public record DesiredSchema(
        Catalog catalog,
        Map<Element, SourceLocation> locations,
        List<String> notes,
        List<Gap> gaps,
        Map<Element, String> names) {
    public DesiredSchema {
        names = Map.copyOf(names);
        locations = Map.copyOf(locations);
        notes = List.copyOf(notes);
        gaps = List.copyOf(gaps);
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
        Map<Element, SourceLocation> allLocations = new HashMap<>(locations);
        allLocations.putAll(other.locations);
        Map<Element, String> allNames = new HashMap<>(names);
        allNames.putAll(other.names);
        return new DesiredSchema(
                Catalogs.union(catalog, other.catalog),
                allLocations,
                Catalogs.concatenated(notes, other.notes),
                Catalogs.concatenated(gaps, other.gaps),
                allNames);
    }
}
