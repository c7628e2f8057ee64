package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.expr.AnnotationExpr;
import io.godwit.analyzer.jpa.JavaClass.Attribute;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `@AttributeOverride`: other columns for the attributes of an embedded class, by their names.
final class ColumnOverrides {
    private ColumnOverrides() {}

    /// Those of an embedded attribute.
    ///
    /// @param outer those of the attribute around it, which win
    static Map<String, AnnotationExpr> of(Attribute attribute, Map<String, AnnotationExpr> outer) {
        Map<String, AnnotationExpr> all = new HashMap<>();
        for (AnnotationExpr override : attribute.annotations().repeated("AttributeOverride", "AttributeOverrides")) {
            Optional<String> name = Annotations.text(override, "name");
            Optional<AnnotationExpr> column = Annotations.member(override, "column")
                    .filter(found -> found.isAnnotationExpr())
                    .map(found -> found.asAnnotationExpr());
            if (name.isPresent() && column.isPresent()) {
                all.put(name.get(), column.get());
            }
        }
        outer.forEach((path, column) -> {
            if (path.startsWith(attribute.name() + ".")) {
                all.put(path.substring(attribute.name().length() + 1), column);
            }
        });
        return all;
    }

    /// The attribute with another `@Column`, which replaces its own whole.
    static Attribute applied(Attribute attribute, Map<String, AnnotationExpr> overrides) {
        Optional<AnnotationExpr> column = Optional.ofNullable(overrides.get(attribute.name()));
        return column.map(stated -> new Attribute(
                        attribute.name(),
                        attribute.type(),
                        new Annotations(Stream.concat(
                                        Stream.of(stated),
                                        attribute.annotations().all().stream()
                                                .filter(each ->
                                                        !each.getNameAsString().equals("Column")))
                                .toList()),
                        attribute.location()))
                .orElse(attribute);
    }
}
