package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.NormalAnnotationExpr;
import com.github.javaparser.ast.expr.SingleMemberAnnotationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Annotations of a class, field or method.
record Annotations(List<AnnotationExpr> all) {
    Annotations {
        all = List.copyOf(all);
    }

    Optional<AnnotationExpr> named(String... names) {
        return all.stream()
                .filter(annotation ->
                        Arrays.asList(names).contains(annotation.getName().getIdentifier()))
                .findFirst();
    }

    boolean has(String... names) {
        return named(names).isPresent();
    }

    /// An annotation, or those in the one that holds several: `@JoinColumn`, `@JoinColumns`.
    List<AnnotationExpr> repeated(String name, String container) {
        return Stream.concat(
                        named(container).map(found -> nested(found, "value")).orElse(List.of()).stream(),
                        all.stream()
                                .filter(annotation ->
                                        annotation.getName().getIdentifier().equals(name)))
                .toList();
    }

    static Optional<Expression> member(AnnotationExpr annotation, String name) {
        return switch (annotation) {
            case SingleMemberAnnotationExpr single when name.equals("value") -> Optional.of(single.getMemberValue());
            case NormalAnnotationExpr normal ->
                normal.getPairs().stream()
                        .filter(pair -> pair.getNameAsString().equals(name))
                        .map(pair -> pair.getValue())
                        .findFirst();
            default -> Optional.empty();
        };
    }

    /// A text that is not empty.
    static Optional<String> text(AnnotationExpr annotation, String name) {
        return member(annotation, name).flatMap(Annotations::text).filter(value -> !value.isEmpty());
    }

    static Optional<String> text(Expression value) {
        return switch (value) {
            case StringLiteralExpr literal -> Optional.of(literal.asString());
            case TextBlockLiteralExpr block -> Optional.of(block.asString());
            case BinaryExpr sum
            when sum.getOperator() == BinaryExpr.Operator.PLUS ->
                text(sum.getLeft()).flatMap(left -> text(sum.getRight()).map(right -> left + right));
            default -> Optional.empty();
        };
    }

    static Optional<Integer> number(AnnotationExpr annotation, String name) {
        return member(annotation, name)
                .flatMap(Annotations::number)
                .filter(value -> value == value.intValue())
                .map(Long::intValue);
    }

    /// A whole number; empty for any other expression, and for one that is too large for its type.
    static Optional<Long> number(Expression value) {
        try {
            return switch (value) {
                case IntegerLiteralExpr found -> Optional.of(found.asNumber().longValue());
                case LongLiteralExpr found -> Optional.of(found.asNumber().longValue());
                default -> Optional.empty();
            };
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    static Optional<Boolean> truth(AnnotationExpr annotation, String name) {
        return member(annotation, name)
                .filter(Expression::isBooleanLiteralExpr)
                .map(value -> value.asBooleanLiteralExpr().getValue());
    }

    /// The last word of a constant: `STRING` of `EnumType.STRING`; `User` of `User.class`.
    static Optional<String> word(AnnotationExpr annotation, String name) {
        return member(annotation, name)
                .map(value ->
                        value.isClassExpr() ? value.asClassExpr().getType().asString() : value.toString())
                .map(value -> value.substring(value.lastIndexOf('.') + 1));
    }

    static List<AnnotationExpr> nested(AnnotationExpr annotation, String name) {
        return elements(annotation, name).stream()
                .filter(Expression::isAnnotationExpr)
                .map(Expression::asAnnotationExpr)
                .toList();
    }

    static List<String> texts(AnnotationExpr annotation, String name) {
        return elements(annotation, name).stream()
                .flatMap(value -> text(value).stream())
                .toList();
    }

    private static List<Expression> elements(AnnotationExpr annotation, String name) {
        return member(annotation, name)
                .map(value ->
                        value instanceof ArrayInitializerExpr array ? List.copyOf(array.getValues()) : List.of(value))
                .orElse(List.of());
    }
}
