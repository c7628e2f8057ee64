package io.godwit.analyzer.prisma;

import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.prisma.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Cuts a schema file into tokens. Comments are left out; ends of lines are kept, because they end a
/// field.
final class Tokens {
    private final String file;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private Tokens(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /// @throws ModelUnreadable for a string or comment that does not end, or a character no schema has
    static List<Token> of(String file, String text) {
        return new Tokens(file, text).all();
    }

    private List<Token> all() {
        while (at < text.length()) {
            next();
        }
        add(Kind.LINE_END, "", at);
        add(Kind.FILE_END, "", at);
        return tokens;
    }

    private void next() {
        char c = text.charAt(at);
        if (c == '\n') {
            add(Kind.LINE_END, "", at);
            at++;
            startLine();
        } else if (Character.isWhitespace(c) || c == '\uFEFF') {
            at++;
        } else if (text.startsWith("//", at)) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        } else if (text.startsWith("/*", at)) {
            blockComment();
        } else if (c == '"') {
            string();
        } else if (Character.isDigit(c)
                || c == '-' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
            take(Kind.NUMBER, endWhile(at + 1, d -> Character.isLetterOrDigit(d) || d == '.' || d == '+'));
        } else if (isNameStart(c)) {
            take(Kind.NAME, endWhile(at + 1, d -> isNameStart(d) || Character.isDigit(d) || d == '-'));
        } else if (text.startsWith("@@", at)) {
            take(Kind.PUNCTUATION, at + 2);
        } else if ("@{}()[]:,.=?!".indexOf(c) >= 0) {
            take(Kind.PUNCTUATION, at + 1);
        } else {
            throw unreadable(at, "a name, string, number or punctuation mark, found " + shown(c));
        }
    }

    private static String shown(char c) {
        return Character.isISOControl(c) || Character.isSurrogate(c)
                ? "the character U+" + String.format("%04X", (int) c)
                : "'" + c + "'";
    }

    private void blockComment() {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            throw unreadable(at, "a comment that ends with */");
        }
        for (; at < end + 2; at++) {
            if (text.charAt(at) == '\n') {
                line++;
                lineStart = at + 1;
            }
        }
    }

    private void string() {
        int start = at;
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '\n'; at++) {
            char c = text.charAt(at);
            if (c == '\0') {
                throw unreadable(at, "a string without a null character, which PostgreSQL cannot store");
            }
            if (c == '"') {
                add(Kind.STRING, value.toString(), start);
                at++;
                return;
            }
            if (c == '\\' && at + 1 < text.length()) {
                at++;
                escape(value);
            } else {
                value.append(c);
            }
        }
        throw unreadable(start, "a closing quote on the same line");
    }

    private void escape(StringBuilder value) {
        char c = text.charAt(at);
        switch (c) {
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'u' -> {
                if (at + 5 > text.length() || !text.substring(at + 1, at + 5).matches("[0-9a-fA-F]{4}")) {
                    throw unreadable(at, "four hexadecimal digits after \\u");
                }
                char written = (char) Integer.parseInt(text.substring(at + 1, at + 5), 16);
                if (written == '\0') {
                    throw unreadable(at, "a string without a null character, which PostgreSQL cannot store");
                }
                value.append(written);
                at += 4;
            }
            default -> value.append(c);
        }
    }

    private static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private interface CharacterTest {
        boolean holds(char c);
    }

    private int endWhile(int from, CharacterTest test) {
        int end = from;
        while (end < text.length() && test.holds(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private void take(Kind kind, int end) {
        add(kind, text.substring(at, end), at);
        at = end;
    }

    private void add(Kind kind, String value, int start) {
        tokens.add(new Token(kind, value, line, start - lineStart + 1));
    }

    private void startLine() {
        line++;
        lineStart = at;
    }

    private ModelUnreadable unreadable(int position, String expected) {
        return ModelUnreadable.expected(file, line, position - lineStart + 1, expected);
    }
}
