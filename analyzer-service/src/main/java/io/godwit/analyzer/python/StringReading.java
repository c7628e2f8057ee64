package io.godwit.analyzer.python;

import io.godwit.analyzer.python.Expression.Interpolated;
import io.godwit.analyzer.python.Expression.Text;
import io.godwit.analyzer.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Strings: prefixes, escapes, adjacent pieces, interpolations.
final class StringReading {
    private StringReading() {}

    static Expression read(SyntaxNode node) {
        List<Expression> pieces = new ArrayList<>();
        if (node.is("concatenated_string")) {
            node.children("string").forEach(string -> pieces(string, pieces));
        } else {
            pieces(node, pieces);
        }
        if (pieces.stream().allMatch(Text.class::isInstance)) {
            return new Text(
                    pieces.stream().map(piece -> ((Text) piece).value()).collect(Collectors.joining()), node.line());
        }
        return new Interpolated(pieces, node.line());
    }

    private static void pieces(SyntaxNode string, List<Expression> pieces) {
        String start = string.firstOfKind("string_start").map(SyntaxNode::text).orElse("");
        boolean raw = start.toLowerCase(Locale.ROOT).contains("r");
        for (SyntaxNode child : string.children()) {
            if (child.is("string_content")) {
                pieces.add(new Text(raw ? child.text() : unescaped(child.text()), child.line()));
            } else if (child.is("interpolation")) {
                boolean plain = child.namedChildren().size() == 1;
                pieces.add(
                        plain
                                ? ExpressionReading.read(child.namedChildren().getFirst())
                                : ExpressionReading.opaque(child));
            }
        }
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each != '\\' || i + 1 == text.length()) {
                out.append(each);
                continue;
            }
            char kind = text.charAt(++i);
            switch (kind) {
                case '\n' -> {}
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case '\\', '\'', '"' -> out.append(kind);
                case 'x' -> i += code(text, i, 2, out);
                case 'u' -> i += code(text, i, 4, out);
                case 'U' -> i += code(text, i, 8, out);
                default -> out.append('\\').append(kind);
            }
        }
        return out.toString();
    }

    /// Appends the character of a hexadecimal code and returns how many digits it took.
    private static int code(String text, int at, int digits, StringBuilder out) {
        int end = at + 1 + digits;
        if (end <= text.length() && text.substring(at + 1, end).matches("[0-9a-fA-F]+")) {
            long code = Long.parseLong(text.substring(at + 1, end), 16);
            if (Character.isValidCodePoint((int) code) && code <= Character.MAX_CODE_POINT) {
                out.appendCodePoint((int) code);
                return digits;
            }
        }
        out.append('\\').append(text.charAt(at));
        return 0;
    }
}
