package io.godwit.analyzer.query;

import io.godwit.analyzer.query.SourceString.Piece;
import io.godwit.analyzer.syntax.SyntaxNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Evaluates expressions that build strings, in all languages whose grammars there are: literals of every form,
/// neighbours that are joined, `+`, and constants. Everything else is a hole.
public final class StringExpressions {
    private static final Set<String> LITERALS = Set.of(
            "string",
            "template_string",
            "string_literal",
            "interpreted_string_literal",
            "raw_string_literal",
            "heredoc_body",
            "line_string_literal",
            "multi_line_string_literal",
            "multiline_string_literal");
    private static final Set<String> JOINED = Set.of("concatenated_string", "chained_string");
    private static final Set<String> ADDITIONS =
            Set.of("binary_expression", "binary_operator", "additive_expression", "binary");
    private static final Set<String> CONTENTS = Set.of(
            "string_fragment",
            "string_content",
            "multiline_string_fragment",
            "interpreted_string_literal_content",
            "raw_string_literal_content",
            "heredoc_content");
    private static final Set<String> WRAPPINGS =
            Set.of("parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression");
    private static final Set<String> NAMES = Set.of("identifier", "simple_identifier", "constant");

    private final Function<String, Optional<SourceString>> constants;

    /// @param constants the value of a name, where it is a constant string
    public StringExpressions(Function<String, Optional<SourceString>> constants) {
        this.constants = constants;
    }

    /// Without constants.
    public static StringExpressions literal() {
        return new StringExpressions(_ -> Optional.empty());
    }

    /// Whether the node itself makes a string: a literal, or an addition with one in it.
    public static boolean isString(SyntaxNode node) {
        if (LITERALS.contains(node.kind()) || JOINED.contains(node.kind())) {
            return node.isNamed();
        }
        return isAddition(node) && operands(node).stream().anyMatch(StringExpressions::isString);
    }

    /// The string the expression makes; empty for one that is no string. Names that are not known are holes.
    public Optional<SourceString> read(SyntaxNode node) {
        if (WRAPPINGS.contains(node.kind())) {
            return node.namedChildren().stream().findFirst().flatMap(this::read);
        }
        if (!isString(node)) {
            return NAMES.contains(node.kind()) ? constants.apply(node.text()) : Optional.empty();
        }
        List<Piece> pieces = new ArrayList<>();
        collect(node, pieces);
        return Optional.of(new SourceString(pieces, node.location()));
    }

    private void collect(SyntaxNode node, List<Piece> pieces) {
        if (LITERALS.contains(node.kind())) {
            literal(node, pieces);
        } else if (JOINED.contains(node.kind())) {
            node.namedChildren().forEach(child -> collect(child, pieces));
        } else if (isAddition(node)) {
            operands(node).forEach(operand -> collect(operand, pieces));
        } else if (WRAPPINGS.contains(node.kind()) && !node.namedChildren().isEmpty()) {
            collect(node.namedChildren().getFirst(), pieces);
        } else {
            hole(node, node.text(), pieces);
        }
    }

    private void hole(SyntaxNode node, String expression, List<Piece> pieces) {
        Optional<SourceString> constant = constants.apply(expression);
        if (constant.isPresent()) {
            constant.get()
                    .pieces()
                    .forEach(piece -> pieces.add(
                            piece instanceof Piece.Text(String text, int _)
                                    ? new Piece.Text(text, node.line())
                                    : piece));
        } else {
            pieces.add(new Piece.Hole(expression, node.line()));
        }
    }

    private static boolean isAddition(SyntaxNode node) {
        return ADDITIONS.contains(node.kind())
                && node.children().stream().noneMatch(child -> !child.isNamed() && !child.is("+") && !child.is("<<"))
                && operands(node).size() == 2;
    }

    private static List<SyntaxNode> operands(SyntaxNode node) {
        return node.namedChildren().stream()
                .filter(child -> !child.is("comment") && !child.is("line_comment") && !child.is("block_comment"))
                .toList();
    }

    private void literal(SyntaxNode node, List<Piece> pieces) {
        boolean raw = node.text().matches("(?is)\\A[bf]*r[bf]*[\"'].*") || node.is("raw_string_literal");
        List<SyntaxNode> children = node.children();
        if (children.stream().noneMatch(child -> CONTENTS.contains(child.kind()))
                && children.stream().noneMatch(SyntaxNode::isNamed)
                && node.text().length() > 2) {
            pieces.add(new Piece.Text(node.text().substring(1, node.text().length() - 1), node.line()));
            return;
        }
        for (SyntaxNode child : children) {
            if (CONTENTS.contains(child.kind())) {
                content(child, raw, pieces);
            } else if (child.is("escape_sequence") || child.is("escape_interpolation")) {
                pieces.add(new Piece.Text(Escapes.resolved(child.text()), child.line()));
            } else if (child.kind().contains("interpol") || child.is("template_substitution")) {
                String expression = child.is("interpolated_identifier")
                        ? child.text()
                        : child.namedChildren().stream()
                                .findFirst()
                                .map(SyntaxNode::text)
                                .orElse(child.text());
                hole(child, expression, pieces);
            }
        }
    }

    /// The text between its children is as written; the children are escapes.
    private static void content(SyntaxNode node, boolean raw, List<Piece> pieces) {
        byte[] bytes = node.text().getBytes(StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (SyntaxNode child : node.children()) {
            int start = child.start() - node.start();
            int end = child.end() - node.start();
            if (!child.isNamed() || start < from || end > bytes.length) {
                continue;
            }
            text.append(new String(bytes, from, start - from, StandardCharsets.UTF_8));
            text.append(raw ? child.text() : Escapes.resolved(child.text()));
            from = end;
        }
        text.append(new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8));
        pieces.add(new Piece.Text(text.toString(), node.line()));
    }
}
