package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.MemberValuePair;
import com.github.javaparser.ast.expr.Name;
import com.github.javaparser.ast.expr.NormalAnnotationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import io.godwit.analyzer.jpa.JavaClass.Attribute;
import java.util.HashMap;
import java.util.List;
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
        Map<String, AnnotationExpr> all = stated(attribute.annotations());
        outer.forEach((path, column) -> {
            if (path.startsWith(attribute.name() + ".")) {
                all.put(path.substring(attribute.name().length() + 1), column);
            }
        });
        return all;
    }

    /// An attribute as a class that inherits it overrides it.
    ///
    /// @param stated the overrides of the class, by attribute or path within one
    static Attribute inherited(Attribute attribute, Map<String, AnnotationExpr> stated) {
        List<AnnotationExpr> within = stated.entrySet().stream()
                .filter(each -> each.getKey().startsWith(attribute.name() + "."))
                .<AnnotationExpr>map(each -> new NormalAnnotationExpr(
                        new Name("AttributeOverride"),
                        NodeList.nodeList(
                                new MemberValuePair(
                                        "name",
                                        new StringLiteralExpr(each.getKey()
                                                .substring(attribute.name().length() + 1))),
                                new MemberValuePair("column", each.getValue().clone()))))
                .toList();
        Attribute whole = applied(attribute, stated);
        return within.isEmpty()
                ? whole
                : new Attribute(
                        whole.name(),
                        whole.type(),
                        new Annotations(Stream.concat(whole.annotations().all().stream(), within.stream())
                                .toList()),
                        whole.location());
    }

    /// Those an annotated class or attribute states, by name.
    static Map<String, AnnotationExpr> stated(Annotations annotations) {
        Map<String, AnnotationExpr> all = new HashMap<>();
        for (AnnotationExpr override : annotations.repeated("AttributeOverride", "AttributeOverrides")) {
            Optional<String> name = Annotations.text(override, "name");
            Optional<AnnotationExpr> column = Annotations.member(override, "column")
                    .filter(found -> found.isAnnotationExpr())
                    .map(found -> found.asAnnotationExpr());
            if (name.isPresent() && column.isPresent()) {
                all.put(name.get(), column.get());
            }
        }
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
