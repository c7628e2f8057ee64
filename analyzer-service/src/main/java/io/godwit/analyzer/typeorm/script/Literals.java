package io.godwit.analyzer.typeorm.script;

import io.godwit.analyzer.syntax.SyntaxNode;

/// The text strings stand for.
public final class Literals {
    private Literals() {}

    /// Of a string, or of the fixed parts of a template without parts to fill in.
    public static String text(SyntaxNode string) {
        StringBuilder text = new StringBuilder();
        for (SyntaxNode part : string.namedChildren()) {
            text.append(part.is("escape_sequence") ? escaped(part.text()) : part.text());
        }
        return text.toString();
    }

    /// An escape sequence as JavaScript reads it.
    static String escaped(String sequence) {
        String rest = sequence.substring(1);
        return switch (rest.isEmpty() ? ' ' : rest.charAt(0)) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'v' -> "\u000B";
            case '0' -> "\0";
            case '\n', '\r' -> "";
            case 'x', 'u' -> codePoint(rest);
            default -> rest;
        };
    }

    private static String codePoint(String escape) {
        String digits = escape.replaceAll("[xu{}]", "");
        try {
            int code = Integer.parseInt(digits, 16);
            return Character.isValidCodePoint(code) ? Character.toString(code) : "";
        } catch (NumberFormatException notHexadecimal) {
            return escape;
        }
    }
}
