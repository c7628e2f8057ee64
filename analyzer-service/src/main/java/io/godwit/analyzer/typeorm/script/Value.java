package io.godwit.analyzer.typeorm.script;

import io.godwit.model.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// What an expression is worth, as far as that can be told without running anything.
public sealed interface Value {
    record Text(String text) implements Value {}

    record Numeric(double number) implements Value {}

    record Truth(boolean truth) implements Value {}

    /// `null`.
    record Nothing() implements Value {}

    /// `undefined`, or a field that is not there.
    record Undefined() implements Value {}

    /// An object's fields, in the order they were written.
    record Fields(SequencedMap<String, Value> fields) implements Value {
        public Fields {
            fields = java.util.Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        }

        public Value field(String name) {
            return fields.getOrDefault(name, new Undefined());
        }
    }

    record Items(List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /// A function of the files, with what the names around it were worth.
    record Function(Declaration declaration, Map<String, Value> scope) implements Value {}

    /// A class of the files.
    record ClassReference(Declaration declaration) implements Value {}

    /// An enum with its members, in order.
    record Enumeration(Declaration declaration, SequencedMap<String, Value> members) implements Value {
        public Enumeration {
            members = java.util.Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
        }
    }

    /// All that a file exports.
    record Module(Script script) implements Value {}

    /// Something of a package that is not among the files, or of the language: `Number`, `SnakeNamingStrategy`.
    ///
    /// @param module empty for the language's own
    record External(String module, String name) implements Value {}

    /// An object made by `new`.
    ///
    /// @param of        the class
    /// @param arguments what it was made with
    record Instance(Value of, List<Value> arguments) implements Value {
        public Instance {
            arguments = List.copyOf(arguments);
        }
    }

    /// What cannot be told.
    ///
    /// @param why in a few words, to be put after "because"
    record Unknown(SourceLocation location, String why) implements Value {}

    /// The text of a text; empty for anything else.
    default Optional<String> asText() {
        return this instanceof Text(String text) ? Optional.of(text) : Optional.empty();
    }

    /// The field of that name; undefined for what is no object.
    default Value get(String name) {
        return this instanceof Fields fields ? fields.field(name) : new Undefined();
    }

    /// What a field is worth whose name may be among what is spread into the object and not known; a field of this name
    /// stands for that.
    String SPREAD = "...";

    /// The first of these fields that is given and has no fixed value, or what is spread into the object and not known.
    default Optional<String> computed(List<String> names) {
        return Stream.concat(names.stream(), Stream.of(SPREAD))
                .filter(name -> switch (get(name)) {
                    case Unknown _, External _, Instance _, Function _, ClassReference _, Module _ -> true;
                    case Text _, Numeric _, Truth _, Nothing _, Undefined _, Fields _, Items _, Enumeration _ -> false;
                })
                .findFirst();
    }

    /// Neither undefined nor null.
    default boolean isPresent() {
        return !(this instanceof Undefined || this instanceof Nothing);
    }

    /// Whether it is `true` and nothing else.
    default boolean isTrue() {
        return this instanceof Truth(boolean truth) && truth;
    }

    /// Whether it is `false` and nothing else.
    default boolean isFalse() {
        return this instanceof Truth(boolean truth) && !truth;
    }

    /// As JavaScript turns it into text; empty for what has no fixed text.
    default Optional<String> printed() {
        return switch (this) {
            case Text(String text) -> Optional.of(text);
            case Numeric(double number) -> Optional.of(print(number));
            case Truth(boolean truth) -> Optional.of(String.valueOf(truth));
            case Nothing _ -> Optional.of("null");
            case Undefined _ -> Optional.of("undefined");
            case Fields _,
                    Items _,
                    Function _,
                    ClassReference _,
                    Enumeration _,
                    Module _,
                    External _,
                    Instance _,
                    Unknown _ -> Optional.empty();
        };
    }

    private static String print(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return String.valueOf((long) number);
        }
        return new java.math.BigDecimal(String.valueOf(number))
                .stripTrailingZeros()
                .toPlainString();
    }
}
