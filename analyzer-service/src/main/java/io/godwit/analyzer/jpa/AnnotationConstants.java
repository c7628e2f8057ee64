package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts the values of constants in the place of their names in annotations: `@Table(name = Tables.ORDERS)`.
final class AnnotationConstants {
    private static final int DEEPEST = 10;

    private final Map<String, Expression> values = new HashMap<>();
    private final Map<String, List<Expression>> byBareName = new HashMap<>();

    private AnnotationConstants() {}

    /// The syntax trees of the classes are changed.
    static void resolve(Collection<JavaClass> classes) {
        AnnotationConstants constants = new AnnotationConstants();
        classes.forEach(type -> constants.collect(type.declaration()));
        classes.forEach(type -> type.declaration()
                .findAll(AnnotationExpr.class)
                .forEach(annotation -> constants.replaceIn(annotation, type.name())));
    }

    private void collect(TypeDeclaration<?> type) {
        for (FieldDeclaration field : type.getFields()) {
            boolean constant = field.isFinal() && field.isStatic()
                    || type.isClassOrInterfaceDeclaration()
                            && type.asClassOrInterfaceDeclaration().isInterface();
            if (constant) {
                for (VariableDeclarator variable : field.getVariables()) {
                    variable.getInitializer().ifPresent(value -> {
                        values.put(type.getNameAsString() + "." + variable.getNameAsString(), value);
                        byBareName
                                .computeIfAbsent(variable.getNameAsString(), _ -> new ArrayList<>())
                                .add(value);
                    });
                }
            }
        }
    }

    private void replaceIn(AnnotationExpr annotation, String owner) {
        annotation
                .findAll(Expression.class, found -> found instanceof NameExpr || found instanceof FieldAccessExpr)
                .forEach(name -> value(name, owner, 0).ifPresent(value -> name.replace(value.clone())));
    }

    /// A bare name of another class's constant, imported or inherited: of the only class that has it.
    private Optional<Expression> imported(Expression name) {
        List<Expression> found =
                name instanceof NameExpr bare ? byBareName.getOrDefault(bare.getNameAsString(), List.of()) : List.of();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private Optional<Expression> value(Expression name, String owner, int depth) {
        String key = name instanceof NameExpr bare
                ? owner + "." + bare.getNameAsString()
                : name.toString().replaceFirst("^.*\\.(?=\\w+\\.\\w+$)", "");
        Optional<Expression> value = Optional.ofNullable(values.get(key)).or(() -> imported(name));
        boolean named = value.filter(found -> found instanceof NameExpr || found instanceof FieldAccessExpr)
                .isPresent();
        return named && depth < DEEPEST
                ? value.flatMap(found -> value(found, key.substring(0, key.indexOf('.')), depth + 1))
                : value.filter(Expression::isLiteralExpr).or(() -> value.filter(Expression::isBinaryExpr));
    }
}
