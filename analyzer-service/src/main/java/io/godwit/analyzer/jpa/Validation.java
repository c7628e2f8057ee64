package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.expr.AnnotationExpr;
import io.godwit.analyzer.jpa.JavaClass.Attribute;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What Bean Validation's annotations do to columns, as Hibernate applies them.
final class Validation {
    private static final Set<String> REQUIRING = Set.of("NotNull", "NotBlank", "NotEmpty");
    private static final Set<String> NARROWING = Set.of("Size", "Length", "Digits", "Min", "Max", "Range");

    private Validation() {}

    /// Whether rows must have a value.
    static boolean requires(Attribute attribute) {
        return attribute.annotations().all().stream()
                .anyMatch(each -> REQUIRING.contains(each.getName().getIdentifier()) && always(each));
    }

    /// One of groups is checked on demand only.
    private static boolean always(AnnotationExpr annotation) {
        return Annotations.member(annotation, "groups").isEmpty();
    }

    /// An attribute of an embedded one, with what counts: nothing unless the embedded one is `@Valid`; and it is
    /// required only if the embedded one is, too.
    static Attribute within(Attribute embedded, Attribute part) {
        boolean valid = embedded.annotations().has("Valid");
        boolean required = valid && requires(embedded);
        return without(part, each -> REQUIRING.contains(each) && !required || NARROWING.contains(each) && !valid);
    }

    /// An element of a collection, whose own annotations are about the collection.
    static Attribute ofElement(Attribute collection) {
        return without(collection, each -> REQUIRING.contains(each) || NARROWING.contains(each));
    }

    private static Attribute without(Attribute attribute, java.util.function.Predicate<String> left) {
        List<AnnotationExpr> kept = attribute.annotations().all().stream()
                .filter(each -> !left.test(each.getName().getIdentifier()))
                .toList();
        return new Attribute(attribute.name(), attribute.type(), new Annotations(kept), attribute.location());
    }

    /// The check of `@Min`, `@Max` and `@Range`.
    static Optional<String> check(Attribute attribute, String column) {
        Annotations annotations = attribute.annotations();
        List<String> conditions = Stream.concat(
                        bound(annotations.named("Min"), "value")
                                .or(() -> bound(annotations.named("Range"), "min"))
                                .map(least -> column + " >= " + least)
                                .stream(),
                        bound(annotations.named("Max"), "value")
                                .or(() -> bound(annotations.named("Range"), "max"))
                                .map(most -> column + " <= " + most)
                                .stream())
                .toList();
        return switch (conditions.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(conditions.getFirst());
            default -> Optional.of("((" + conditions.getFirst() + ") AND (" + conditions.getLast() + "))");
        };
    }

    private static Optional<String> bound(Optional<AnnotationExpr> annotation, String member) {
        return annotation
                .filter(Validation::always)
                .flatMap(found -> Annotations.member(found, member))
                .map(value -> value.toString().replaceFirst("[lL]$", "").replace("_", ""))
                .filter(value -> value.matches("-?\\d+"));
    }

    /// Precision and scale of `@Digits`.
    static Optional<String> digits(Attribute attribute) {
        return attribute
                .annotations()
                .named("Digits")
                .filter(Validation::always)
                .flatMap(found -> Annotations.number(found, "integer")
                        .flatMap(whole -> Annotations.number(found, "fraction")
                                .map(fraction -> (whole + fraction) + "," + fraction)));
    }

    /// The most characters `@Size` or `@Length` allows.
    static Optional<Integer> length(Attribute attribute) {
        return attribute
                .annotations()
                .named("Size", "Length")
                .filter(Validation::always)
                .flatMap(found -> Annotations.number(found, "max"));
    }
}
