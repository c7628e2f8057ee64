package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.typeorm.script.Declaration;
import io.godwit.analyzer.typeorm.script.Meaning;
import io.godwit.analyzer.typeorm.script.Program;
import io.godwit.analyzer.typeorm.script.Script;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Base classes made by functions: `withTimestamps(Base)`, where the function declares a class that extends what it is
/// given and returns it.
final class Mixins {
    private static final int LONGEST_WAY = 20;

    private final Program program;
    private final Function<Declaration, Definition> ofClass;
    private final Function<Declaration, Definition> ofMember;

    /// @param ofClass  the definition of a class, with those it inherits from
    /// @param ofMember the definition of what a class says itself, a new one each time
    Mixins(Program program, Function<Declaration, Definition> ofClass, Function<Declaration, Definition> ofMember) {
        this.program = program;
        this.ofClass = ofClass;
        this.ofMember = ofMember;
    }

    /// The class an expression stands for; empty if it is neither a class nor such a call, by whatever names.
    Optional<Definition> of(Script script, SyntaxNode expression) {
        return of(script, expression, 0);
    }

    private Optional<Definition> of(Script script, SyntaxNode expression, int depth) {
        if (depth > LONGEST_WAY) {
            return Optional.empty();
        }
        return switch (expression.kind()) {
            case "identifier" -> named(script, expression.text(), depth);
            case "call_expression" -> mixed(script, expression, depth);
            case "parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression" ->
                expression.namedChildren().stream().findFirst().flatMap(inner -> of(script, inner, depth + 1));
            default -> Optional.empty();
        };
    }

    private Optional<Definition> named(Script script, String name, int depth) {
        if (!(program.value(script, name) instanceof Meaning.Declared(Declaration declaration))) {
            return Optional.empty();
        }
        return declaration.isClass()
                ? Optional.of(ofClass.apply(declaration))
                : declaration.node().child("value").flatMap(value -> of(declaration.script(), value, depth + 1));
    }

    private Optional<Definition> mixed(Script script, SyntaxNode call, int depth) {
        Optional<Declaration> function = call.child("function")
                .filter(callee -> callee.is("identifier"))
                .flatMap(callee ->
                        program.value(script, callee.text()) instanceof Meaning.Declared(Declaration declaration)
                                ? Optional.of(declaration)
                                : Optional.empty());
        List<SyntaxNode> given =
                call.child("arguments").map(SyntaxNode::namedChildren).orElse(List.of());
        return function.flatMap(declaration -> declaration
                .node()
                .descendants()
                .filter(node -> node.isNamed() && new Declaration(declaration.script(), "", node).isClass())
                .filter(node -> node.firstOfKind("class_heritage").isPresent())
                .findFirst()
                .map(node -> {
                    Definition made = ofMember.apply(new Declaration(declaration.script(), "", node));
                    made.base = given.stream()
                            .flatMap(argument -> of(script, argument, depth + 1).stream())
                            .findFirst();
                    return made;
                }));
    }
}
