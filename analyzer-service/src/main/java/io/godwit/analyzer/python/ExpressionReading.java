package io.godwit.analyzer.python;

import io.godwit.analyzer.python.Expression.Argument;
import io.godwit.analyzer.python.Expression.Attribute;
import io.godwit.analyzer.python.Expression.Binary;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Expression.Comprehension;
import io.godwit.analyzer.python.Expression.Conditional;
import io.godwit.analyzer.python.Expression.Constant;
import io.godwit.analyzer.python.Expression.Lambda;
import io.godwit.analyzer.python.Expression.Listed;
import io.godwit.analyzer.python.Expression.Mapped;
import io.godwit.analyzer.python.Expression.Name;
import io.godwit.analyzer.python.Expression.Number;
import io.godwit.analyzer.python.Expression.Opaque;
import io.godwit.analyzer.python.Expression.Spread;
import io.godwit.analyzer.python.Expression.Subscript;
import io.godwit.analyzer.python.Expression.Unary;
import io.godwit.analyzer.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// From a syntax tree to an expression.
final class ExpressionReading {
    private ExpressionReading() {}

    static Expression read(SyntaxNode node) {
        int line = node.line();
        return switch (node.kind()) {
            case "identifier", "keyword_identifier" -> new Name(node.text(), line);
            case "dotted_name" -> dotted(node);
            case "attribute" -> new Attribute(field(node, "object"), text(node, "attribute"), line);
            case "call" ->
                new Call(
                        field(node, "function"),
                        node.child("arguments")
                                .map(ExpressionReading::arguments)
                                .orElse(List.of()),
                        line);
            case "string", "concatenated_string" -> StringReading.read(node);
            case "integer", "float" -> new Number(node.text().replace("_", ""), line);
            case "true", "false", "none", "ellipsis" -> new Constant(node.text(), line);
            case "list", "tuple", "set", "expression_list", "pattern_list", "tuple_pattern", "list_pattern" ->
                new Listed(expressions(node), line);
            case "dictionary" -> new Mapped(entries(node), line);
            case "binary_operator", "boolean_operator" ->
                new Binary(
                        node.child("operator").map(SyntaxNode::text).orElse(""),
                        field(node, "left"),
                        field(node, "right"),
                        line);
            case "comparison_operator" -> comparison(node);
            case "unary_operator" ->
                new Unary(node.child("operator").map(SyntaxNode::text).orElse(""), field(node, "argument"), line);
            case "not_operator" -> new Unary("not", field(node, "argument"), line);
            case "parenthesized_expression", "type", "await" ->
                expressions(node).stream().findFirst().orElse(opaque(node));
            case "generic_type" -> genericType(node);
            case "list_splat" -> new Spread(only(node), false, line);
            case "dictionary_splat" -> new Spread(only(node), true, line);
            case "subscript" ->
                new Subscript(
                        field(node, "value"),
                        node.children().stream()
                                .filter(child -> child.field().equals("subscript"))
                                .map(ExpressionReading::read)
                                .toList(),
                        line);
            case "slice" -> slice(node);
            case "lambda" -> new Lambda(field(node, "body"), line);
            case "conditional_expression" -> {
                List<Expression> parts = expressions(node);
                yield parts.size() == 3
                        ? new Conditional(parts.get(0), parts.get(1), parts.get(2), line)
                        : opaque(node);
            }
            case "list_comprehension", "set_comprehension", "generator_expression" -> comprehension(node);
            default -> opaque(node);
        };
    }

    /// The arguments of a call or of a class; `sum(x for x in y)` has one.
    static List<Argument> arguments(SyntaxNode list) {
        if (list.is("generator_expression")) {
            return List.of(new Argument("", comprehension(list)));
        }
        return list.namedChildren().stream()
                .filter(node -> !node.is("comment"))
                .map(node -> node.is("keyword_argument")
                        ? new Argument(text(node, "name"), field(node, "value"))
                        : new Argument("", read(node)))
                .toList();
    }

    private static Expression dotted(SyntaxNode node) {
        List<SyntaxNode> names = node.namedChildren();
        Expression whole = names.isEmpty() ? opaque(node) : read(names.getFirst());
        for (SyntaxNode name : names.stream().skip(1).toList()) {
            whole = new Attribute(whole, name.text(), node.line());
        }
        return whole;
    }

    /// `a < b` compares; a chain of comparisons is no single one.
    private static Expression comparison(SyntaxNode node) {
        List<Expression> operands = expressions(node);
        List<String> operators = node.children().stream()
                .filter(child -> child.field().equals("operators"))
                .map(SyntaxNode::text)
                .toList();
        if (operands.size() != 2 || operators.isEmpty()) {
            return opaque(node);
        }
        return new Binary(String.join(" ", operators), operands.get(0), operands.get(1), node.line());
    }

    /// `Mapped[int]` of an annotation.
    private static Expression genericType(SyntaxNode node) {
        List<SyntaxNode> parts = node.namedChildren();
        if (parts.size() != 2) {
            return opaque(node);
        }
        return new Subscript(read(parts.getFirst()), expressions(parts.getLast()), node.line());
    }

    private static Expression comprehension(SyntaxNode node) {
        List<SyntaxNode> loops = node.children("for_in_clause");
        if (loops.size() != 1) {
            return opaque(node);
        }
        List<String> variables = new ArrayList<>();
        loops.getFirst().child("left").ifPresent(left -> {
            if (left.is("identifier")) {
                variables.add(left.text());
            } else {
                left.namedChildren().forEach(variable -> variables.add(variable.text()));
            }
        });
        return new Comprehension(
                field(node, "body"),
                variables,
                field(loops.getFirst(), "right"),
                node.children("if_clause").stream().map(ExpressionReading::only).toList(),
                node.line());
    }

    private static List<Mapped.Entry> entries(SyntaxNode node) {
        List<Mapped.Entry> entries = new ArrayList<>();
        for (SyntaxNode child : node.namedChildren()) {
            if (child.is("pair")) {
                entries.add(new Mapped.Entry(field(child, "key"), field(child, "value")));
            } else if (child.is("dictionary_splat")) {
                Expression spread = read(child);
                entries.add(new Mapped.Entry(spread, spread));
            }
        }
        return entries;
    }

    private static Expression slice(SyntaxNode node) {
        Optional<Expression> from = Optional.empty();
        Optional<Expression> to = Optional.empty();
        int colons = 0;
        for (SyntaxNode child : node.children()) {
            if (child.is(":")) {
                colons++;
            } else if (colons == 0) {
                from = Optional.of(read(child));
            } else {
                to = Optional.of(read(child));
            }
        }
        return colons == 1 ? new Expression.Slice(from, to, node.line()) : opaque(node);
    }

    private static List<Expression> expressions(SyntaxNode node) {
        return node.namedChildren().stream()
                .filter(child -> !child.is("comment"))
                .map(ExpressionReading::read)
                .toList();
    }

    private static Expression only(SyntaxNode node) {
        return expressions(node).stream().findFirst().orElse(opaque(node));
    }

    private static Expression field(SyntaxNode node, String field) {
        return node.child(field).map(ExpressionReading::read).orElse(opaque(node));
    }

    private static String text(SyntaxNode node, String field) {
        Optional<SyntaxNode> child = node.child(field);
        return child.map(SyntaxNode::text).orElse("");
    }

    static Expression opaque(SyntaxNode node) {
        return new Opaque(node.text(), node.line());
    }
}
