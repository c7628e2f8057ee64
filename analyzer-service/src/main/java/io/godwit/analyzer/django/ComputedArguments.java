package io.godwit.analyzer.django;

import io.godwit.analyzer.django.Field.Kind;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Finds the arguments of a field that decide about its column or table and are only known when the program runs. Such
/// a
/// field is not understood: what Django would take in their place is no answer.
record ComputedArguments(Arguments arguments) {
    /// Stands for a mapping that is spread into a field's arguments and not known.
    static final String SPREAD = "**";

    private static final List<String> TRUTHS = List.of("null", "unique", "db_index", "primary_key", "db_constraint");

    private static final List<String> TEXTS = List.of("db_column", "db_table", "to_field");

    /// The same field, not understood if one of its arguments is not.
    Field checked(Field field) {
        Optional<String> computed = Stream.of(
                        first(TRUTHS, field, value -> value.asTruth().isPresent()),
                        first(TEXTS, field, value -> value instanceof Value.Text || value instanceof Value.Nothing),
                        first(List.of("through"), field, ComputedArguments::isModel),
                        first(List.of(SPREAD), field, _ -> false))
                .flatMap(Optional::stream)
                .findFirst();
        return computed.map(argument -> new Field(
                        field.name(),
                        new Kind.Unclear(
                                argument.equals(SPREAD)
                                        ? "what is spread into its arguments is not known"
                                        : "its " + argument + " is no constant that can be told from the files",
                                field.isManyToMany()),
                        field.arguments(),
                        field.location()))
                .orElse(field);
    }

    private Optional<String> first(List<String> names, Field field, Predicate<Value> known) {
        return names.stream()
                .filter(name -> field.argument(name).isPresent())
                .filter(name -> arguments.value(field, name).filter(known).isEmpty())
                .findFirst();
    }

    /// By its name, or one that leads to a class.
    private static boolean isModel(Value value) {
        return switch (value) {
            case Value.Text _, Value.Nothing _ -> true;
            case Value.Named(Resolution resolution) ->
                resolution instanceof Resolution.OfClass
                        || resolution instanceof Resolution.External(String dotted)
                                && !dotted.startsWith("django.conf.");
            case Value _ -> false;
        };
    }
}
