package io.godwit.analyzer.query;

import io.godwit.analyzer.Inference.Confidence;
import io.godwit.analyzer.query.TypeHint.LikeColumn;
import io.godwit.analyzer.query.TypeHint.OfType;
import io.godwit.analyzer.query.TypeHint.Strength;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The type a missing column should have, by all that is said of it.
///
/// @param type    empty if nothing says anything
/// @param choices types that came into question
/// @param why     the reasons, joined
record InferredType(Optional<String> type, Confidence confidence, List<String> choices, String why) {
    private static final List<String> NUMBERS = List.of("smallint", "integer", "bigint", "numeric", "double precision");

    static InferredType of(ObjectName table, String column, List<TypeHint> hints, Catalog known) {
        List<OfType> said = new ArrayList<>();
        hints.forEach(hint -> resolved(hint, known).ifPresent(said::add));
        Optional<OfType> convention = Conventions.of(table, column, known).flatMap(hint -> resolved(hint, known));
        for (Strength strength : Strength.values()) {
            List<OfType> of =
                    said.stream().filter(hint -> hint.strength() == strength).toList();
            if (!of.isEmpty()) {
                return decided(of, convention, strength);
            }
        }
        return convention
                .map(hint -> new InferredType(
                        Optional.of(hint.type()),
                        hint.strength() == Strength.FAIR ? Confidence.MEDIUM : Confidence.LOW,
                        List.of(hint.type()),
                        hint.why()))
                .orElse(new InferredType(Optional.empty(), Confidence.LOW, List.of(), "nothing says what it holds"));
    }

    private static InferredType decided(List<OfType> hints, Optional<OfType> convention, Strength strength) {
        Set<String> types = new TreeSet<>(hints.stream().map(OfType::type).toList());
        convention.map(OfType::type).ifPresent(types::add);
        List<String> said = hints.stream().map(OfType::type).distinct().toList();
        String why = hints.stream().map(OfType::why).distinct().limit(3).collect(Collectors.joining(", and "));
        Optional<String> one = said.size() == 1 ? Optional.of(said.getFirst()) : widest(said);
        if (one.isEmpty()) {
            return new InferredType(
                    Optional.of(said.getFirst()), Confidence.LOW, List.copyOf(types), why + ", which disagree");
        }
        boolean agrees =
                convention.filter(hint -> hint.type().equals(one.get())).isPresent();
        boolean strongConventionDisagrees = convention
                .filter(hint -> hint.strength() == Strength.FAIR && !agrees)
                .isPresent();
        Confidence confidence = switch (strength) {
            case STRONG -> Confidence.HIGH;
            case FAIR -> agrees ? Confidence.HIGH : Confidence.MEDIUM;
            case WEAK -> agrees ? Confidence.MEDIUM : Confidence.LOW;
        };
        if (strength != Strength.STRONG && strongConventionDisagrees) {
            return new InferredType(
                    convention.map(OfType::type),
                    Confidence.LOW,
                    List.copyOf(types),
                    why + ", but " + convention.map(OfType::why).orElse("") + " otherwise");
        }
        return new InferredType(one, confidence, List.copyOf(types), agrees ? why + ", and its name fits" : why);
    }

    private static Optional<String> widest(List<String> types) {
        return NUMBERS.containsAll(types)
                ? NUMBERS.reversed().stream().filter(types::contains).findFirst()
                : Optional.empty();
    }

    private static Optional<OfType> resolved(TypeHint hint, Catalog known) {
        return switch (hint) {
            case OfType type -> Optional.of(type);
            case LikeColumn like ->
                like.tables().stream()
                        .flatMap(name -> known.table(name).flatMap(found -> found.column(like.column())).stream())
                        .map(found ->
                                new OfType(found.type().sql(), Strength.STRONG, like.why() + " (" + found.type() + ")"))
                        .findFirst();
        };
    }
}
