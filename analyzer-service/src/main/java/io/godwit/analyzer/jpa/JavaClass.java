package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import io.godwit.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A class of the input.
///
/// @param file where it is declared
record JavaClass(String file, TypeDeclaration<?> declaration) {

    /// What a class persists.
    ///
    /// @param name its property name
    record Attribute(String name, Type type, Annotations annotations, SourceLocation location) {
        Attribute as(Type otherType) {
            return new Attribute(name, otherType, annotations, location);
        }
    }

    /// A place stands for one class of the input; comparing whole syntax trees would take long.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JavaClass that && location().equals(that.location()) && name().equals(that.name());
    }

    @Override
    public int hashCode() {
        return Objects.hash(location(), name());
    }

    String name() {
        return declaration.getNameAsString();
    }

    Annotations annotations() {
        return new Annotations(List.copyOf(declaration.getAnnotations()));
    }

    boolean isEntity() {
        return annotations().has("Entity");
    }

    boolean isEnum() {
        return declaration instanceof EnumDeclaration;
    }

    boolean isRecord() {
        return declaration instanceof RecordDeclaration;
    }

    boolean isAbstract() {
        return declaration instanceof ClassOrInterfaceDeclaration found && found.isAbstract();
    }

    List<String> labels() {
        return declaration instanceof EnumDeclaration found
                ? found.getEntries().stream()
                        .map(entry -> entry.getNameAsString())
                        .toList()
                : List.of();
    }

    Optional<ClassOrInterfaceType> superclass() {
        return declaration instanceof ClassOrInterfaceDeclaration found
                ? found.getExtendedTypes().stream().findFirst()
                : Optional.empty();
    }

    /// The types given to an interface it implements: those of `AttributeConverter<A, B>`.
    List<Type> argumentsOf(String type) {
        return declaration instanceof ClassOrInterfaceDeclaration found
                ? found.getImplementedTypes().stream()
                        .filter(each -> each.getNameAsString().equals(type))
                        .flatMap(each -> each.getTypeArguments().stream().flatMap(List::stream))
                        .toList()
                : List.of();
    }

    /// The name of the class it stands in.
    Optional<String> around() {
        return declaration
                .getParentNode()
                .filter(TypeDeclaration.class::isInstance)
                .map(parent -> ((TypeDeclaration<?>) parent).getNameAsString());
    }

    /// Its type variables: `T` of `class Base<T>`.
    List<String> variables() {
        return declaration instanceof ClassOrInterfaceDeclaration found
                ? found.getTypeParameters().stream()
                        .map(each -> each.getNameAsString())
                        .toList()
                : List.of();
    }

    SourceLocation location() {
        return new SourceLocation(file, line(declaration.getName()));
    }

    /// Whether its annotations stand on getters: they do where `@Id` does.
    boolean annotatesGetters() {
        return declaration.getMethods().stream()
                .anyMatch(method -> annotations(method).has("Id", "EmbeddedId"));
    }

    /// Its own, without those of classes above.
    List<Attribute> attributes(boolean byGetters) {
        List<Attribute> attributes = new ArrayList<>();
        if (declaration instanceof RecordDeclaration found) {
            found.getParameters()
                    .forEach(parameter -> attributes.add(new Attribute(
                            parameter.getNameAsString(),
                            parameter.getType(),
                            new Annotations(List.copyOf(parameter.getAnnotations())),
                            new SourceLocation(file, line(parameter)))));
            return attributes;
        }
        if (byGetters) {
            declaration.getMethods().forEach(method -> getter(method).ifPresent(attributes::add));
            return attributes;
        }
        for (FieldDeclaration field : declaration.getFields()) {
            Annotations annotations = annotations(field);
            if (field.isStatic() || field.isTransient() || annotations.has("Transient")) {
                continue;
            }
            field.getVariables()
                    .forEach(variable -> attributes.add(new Attribute(
                            variable.getNameAsString(),
                            variable.getType(),
                            annotations,
                            new SourceLocation(file, line(variable)))));
        }
        return attributes;
    }

    private Optional<Attribute> getter(MethodDeclaration method) {
        String name = method.getNameAsString();
        String bare = name.startsWith("get") ? name.substring(3) : name.startsWith("is") ? name.substring(2) : "";
        Annotations annotations = annotations(method);
        if (bare.isEmpty() || !method.getParameters().isEmpty() || method.isStatic() || annotations.has("Transient")) {
            return Optional.empty();
        }
        String property = Character.toLowerCase(bare.charAt(0)) + bare.substring(1);
        return Optional.of(new Attribute(
                property, method.getType(), annotations, new SourceLocation(file, line(method.getName()))));
    }

    private static Annotations annotations(BodyDeclaration<?> body) {
        return new Annotations(List.copyOf(body.getAnnotations()));
    }

    private static int line(com.github.javaparser.ast.Node node) {
        return node.getBegin().map(place -> place.line).orElse(0);
    }
}
