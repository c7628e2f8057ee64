package io.godwit.analyzer.syntax;

import java.util.List;
import java.util.Optional;

/// The places of a tree that the grammar does not understand.
public final class SyntaxErrors {
    private SyntaxErrors() {}

    /// In the order of the text; the node itself where nothing below it is one, though it holds an error.
    public static List<SyntaxNode> of(SyntaxNode node) {
        if (!node.hasError()) {
            return List.of();
        }
        List<SyntaxNode> errors = node.descendants().filter(SyntaxNode::isError).toList();
        return errors.isEmpty() ? List.of(node) : errors;
    }

    public static Optional<SyntaxNode> first(SyntaxNode node) {
        return of(node).stream().findFirst();
    }
}
