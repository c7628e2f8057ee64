package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.analyzer.typeorm.script.Value.Function;
import java.util.Optional;

/// The property that the other side of a relation is named by: as text, or as `user => user.photos`.
final class InverseNames {
    private InverseNames() {}

    static Optional<String> of(Value inverse) {
        return switch (inverse) {
            case Value.Text(String name) -> Optional.of(name);
            case Function function -> {
                SyntaxNode node = function.declaration().node();
                yield node.descendants("member_expression").stream()
                        .findFirst()
                        .map(member -> path(member, parameter(node)));
            }
            default -> Optional.empty();
        };
    }

    private static String parameter(SyntaxNode function) {
        return function.child("parameter")
                .or(() -> function.child("parameters")
                        .flatMap(list -> list.namedChildren().stream().findFirst()))
                .map(SyntaxNode::text)
                .orElse("");
    }

    /// What follows the parameter: `photos`, or `profile.photos` of something embedded.
    private static String path(SyntaxNode member, String parameter) {
        String text = member.text().replace("?.", ".").replace("!.", ".");
        String name = parameter.replaceFirst("[:?].*", "").strip();
        return text.startsWith(name + ".") ? text.substring(name.length() + 1) : text.substring(text.indexOf('.') + 1);
    }
}
