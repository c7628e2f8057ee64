package io.godwit.analyzer.typeorm.script;

import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.model.SourceLocation;

/// A class, enum, type, constant or function, at the place where it is declared.
///
/// @param node the declaration, without an `export` around it
public record Declaration(Script script, String name, SyntaxNode node) {

    public boolean isClass() {
        return node.is("class_declaration") || node.is("abstract_class_declaration") || node.is("class");
    }

    public boolean isEnum() {
        return node.is("enum_declaration");
    }

    public SourceLocation location() {
        return node.location();
    }

    /// Two are the same when they stand at the same place.
    @Override
    public boolean equals(Object other) {
        return other instanceof Declaration that
                && script.path().equals(that.script.path())
                && node.start() == that.node.start();
    }

    @Override
    public int hashCode() {
        return script.path().hashCode() * 31 + node.start();
    }

    @Override
    public String toString() {
        return name + " (" + location() + ")";
    }
}
