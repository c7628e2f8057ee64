package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.typeorm.script.Declaration;
import java.util.Optional;

/// What a class extends.
final class Bases {
    private Bases() {}

    /// The expression after `extends`; empty for a class that extends nothing.
    static Optional<SyntaxNode> expression(Declaration declaration) {
        return declaration
                .node()
                .firstOfKind("class_heritage")
                .flatMap(heritage -> heritage.firstOfKind("extends_clause")
                        .flatMap(clause -> clause.child("value"))
                        .or(() -> heritage.namedChildren().stream()
                                .filter(child -> !child.kind().endsWith("_clause"))
                                .findFirst()));
    }
}
