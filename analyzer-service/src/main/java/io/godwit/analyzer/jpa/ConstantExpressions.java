package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The values of constant expressions: literals, constants of the files, those of Java and Hibernate that lengths are
/// made of, and what is computed of them (`PREFIX + "tree"`, `4 * 1024`).
final class ConstantExpressions {
    private static final int DEEPEST = 40;
    private static final int LONGEST = 100_000;
    private static final Map<String, Long> OUTSIDE = Map.of(
            "Integer.MAX_VALUE",
            (long) Integer.MAX_VALUE,
            "Short.MAX_VALUE",
            (long) Short.MAX_VALUE,
            "Byte.MAX_VALUE",
            (long) Byte.MAX_VALUE,
            "Length.DEFAULT",
            255L,
            "Length.LONG",
            32_600L,
            "Length.LONG16",
            32_767L,
            "Length.LONG32",
            (long) Integer.MAX_VALUE,
            "Length.LOB_DEFAULT",
            1_048_576L);

    /// An initializer, and the class whose names it uses.
    private record Constant(String owner, Expression value) {}

    private final Map<String, Constant> values = new HashMap<>();
    private final Map<String, List<Constant>> byBareName = new HashMap<>();
    /// Each is computed once, however often others use it; empty while it is being computed, and if it is not known.
    private final Map<Constant, Optional<Object>> computed = new IdentityHashMap<>();

    ConstantExpressions(Collection<JavaClass> classes) {
        classes.forEach(type -> collect(type.declaration()));
    }

    private void collect(TypeDeclaration<?> type) {
        String owner = type.getNameAsString();
        for (FieldDeclaration field : type.getFields()) {
            boolean constant = field.isFinal() && field.isStatic()
                    || type.isClassOrInterfaceDeclaration()
                            && type.asClassOrInterfaceDeclaration().isInterface()
                    || type.isAnnotationDeclaration();
            if (constant) {
                for (VariableDeclarator variable : field.getVariables()) {
                    variable.getInitializer()
                            .map(value -> new Constant(owner, value))
                            .ifPresent(found -> {
                                values.put(owner + "." + variable.getNameAsString(), found);
                                byBareName
                                        .computeIfAbsent(variable.getNameAsString(), _ -> new ArrayList<>())
                                        .add(found);
                            });
                }
            }
        }
    }

    /// As a literal; empty where a part of it is not known.
    ///
    /// @param owner the class it stands in
    Optional<Expression> literal(Expression written, String owner) {
        return value(written, owner, 0).map(value -> switch (value) {
            case String text -> new StringLiteralExpr().setString(text);
            case Long number ->
                number == number.intValue()
                        ? new IntegerLiteralExpr(Long.toString(number))
                        : new LongLiteralExpr(number + "L");
            case Boolean truth -> new BooleanLiteralExpr(truth);
            case Object other -> throw new IllegalStateException(other.toString());
        });
    }

    /// A [String], [Long] or [Boolean].
    private Optional<Object> value(Expression written, String owner, int depth) {
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        return switch (written) {
            case IntegerLiteralExpr number -> Annotations.number(number).map(found -> found);
            case LongLiteralExpr number -> Annotations.number(number).map(found -> found);
            case BooleanLiteralExpr truth -> Optional.of(truth.getValue());
            case LiteralExpr text -> Annotations.text(text).map(found -> found);
            case EnclosedExpr around -> value(around.getInner(), owner, depth + 1);
            case UnaryExpr minus
            when minus.getOperator() == UnaryExpr.Operator.MINUS ->
                value(minus.getExpression(), owner, depth + 1)
                        .filter(Long.class::isInstance)
                        .map(number -> -(Long) number);
            case BinaryExpr both -> {
                Optional<Object> left = value(both.getLeft(), owner, depth + 1);
                Optional<Object> right = value(both.getRight(), owner, depth + 1);
                yield left.flatMap(one -> right.flatMap(other -> computed(both.getOperator(), one, other)));
            }
            case NameExpr name -> named(name, owner, depth);
            case FieldAccessExpr name -> named(name, owner, depth);
            default -> Optional.empty();
        };
    }

    private static Optional<Object> computed(BinaryExpr.Operator operator, Object left, Object right) {
        if (left instanceof Long one && right instanceof Long other) {
            return switch (operator) {
                case PLUS -> Optional.of(one + other);
                case MINUS -> Optional.of(one - other);
                case MULTIPLY -> Optional.of(one * other);
                case DIVIDE -> other == 0 ? Optional.empty() : Optional.of(one / other);
                default -> Optional.empty();
            };
        }
        boolean joined = operator == BinaryExpr.Operator.PLUS && (left instanceof String || right instanceof String);
        String text = joined ? left.toString() + right : "";
        return joined && text.length() <= LONGEST ? Optional.of(text) : Optional.empty();
    }

    private Optional<Object> named(Expression name, String owner, int depth) {
        String key = name instanceof NameExpr bare
                ? owner + "." + bare.getNameAsString()
                : name.toString().replaceFirst("^.*\\.(?=\\w+\\.\\w+$)", "");
        Optional<Constant> constant = Optional.ofNullable(values.get(key)).or(() -> imported(name));
        return constant.isPresent()
                ? constant.flatMap(found -> once(found, depth))
                : Optional.ofNullable(OUTSIDE.get(key));
    }

    private Optional<Object> once(Constant constant, int depth) {
        Optional<Object> known = computed.putIfAbsent(constant, Optional.empty());
        if (known != null) {
            return known;
        }
        Optional<Object> value = value(constant.value(), constant.owner(), depth + 1);
        computed.put(constant, value);
        return value;
    }

    /// A bare name of another class's constant, imported or inherited: of the only class that has it.
    private Optional<Constant> imported(Expression name) {
        List<Constant> found =
                name instanceof NameExpr bare ? byBareName.getOrDefault(bare.getNameAsString(), List.of()) : List.of();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
