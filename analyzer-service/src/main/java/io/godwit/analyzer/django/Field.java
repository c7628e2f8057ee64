package io.godwit.analyzer.django;

import io.godwit.model.SourceLocation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A field of a model.
///
/// @param name      as the class calls it
/// @param kind      what it is to Django
/// @param arguments by name, those by position and those a subclass sets included
/// @param location  where it is declared
record Field(String name, Kind kind, Map<String, Written> arguments, SourceLocation location) {
    Field {
        arguments = Map.copyOf(arguments);
    }

    Optional<Written> argument(String argument) {
        return Optional.ofNullable(arguments.get(argument));
    }

    Field named(String otherName) {
        return new Field(otherName, kind, arguments, location);
    }

    Field with(String argument, Written value) {
        Map<String, Written> more = new LinkedHashMap<>(arguments);
        more.put(argument, value);
        return new Field(name, kind, more, location);
    }

    /// What a field is.
    sealed interface Kind {
        /// One of Django's own, or derived from it.
        record Known(String internalName) implements Kind {}

        /// A field that names its type itself (`db_type`).
        ///
        /// @param base the one of Django's it is derived from; empty if from none
        record OfType(String databaseType, String base) implements Kind {}

        /// What may be a field or anything else: what the attribute is assigned is only known when the program runs.
        record Open() implements Kind {}

        /// A field that cannot be understood.
        ///
        /// @param joins whether it has a table of its own
        record Unclear(String why, boolean joins) implements Kind {
            Unclear(String why) {
                this(why, false);
            }
        }
    }

    /// The name of the field of Django's it is, or is derived from; empty for none.
    String internalName() {
        return switch (kind) {
            case Kind.Known(String internalName) -> internalName;
            case Kind.OfType(String _, String base) -> base;
            case Kind.Unclear _, Kind.Open _ -> "";
        };
    }

    /// Whether it may be no field at all.
    boolean isOpen() {
        return kind instanceof Kind.Open;
    }

    boolean isManyToMany() {
        return internalName().equals("ManyToManyField");
    }

    boolean isRelation() {
        return internalName().equals("ForeignKey") || internalName().equals("OneToOneField");
    }
}
