package io.godwit.postgres.statement;

import io.godwit.model.catalog.PostgresNames;
import io.godwit.postgres.statement.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts SQL into tokens after PostgreSQL's lexical rules (documentation, 4.1): nested comments, quoted names, `E''` and
/// dollar-quoted strings. Names are cut at 63 bytes. Symbols are single characters but for `::`.
final class Lexer {
    private static final Pattern DOLLAR_TAG = Pattern.compile("\\$([A-Za-z_\\x80-\\uffff][\\w\\x80-\\uffff]*)?\\$");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_\\x80-\\uffff][\\w$\\x80-\\uffff]*");
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d*)?([eE][+-]?\\d+)?");

    private static final Pattern ASCII_CAPITALS = Pattern.compile("[A-Z]+");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /// @throws SyntaxProblem for a quote or comment that is not closed
    static List<Token> tokens(String text) {
        return new Lexer(text).run();
    }

    private List<Token> run() {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (Character.isWhitespace(next)) {
                at++;
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                skipComment();
            } else if (next == '\\') {
                skipCommand();
            } else {
                token(next);
            }
        }
        return tokens;
    }

    /// No SQL has a bare backslash: a command of psql begins there. It ends the statement before it (`\\gset`), and
    /// itself with its line.
    private void skipCommand() {
        add(Kind.SYMBOL, ";", at + 1);
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    private void token(char next) {
        if (next == '"') {
            quoted('"', Kind.QUOTED_NAME, at);
        } else if (next == '\'') {
            quoted('\'', Kind.STRING, at);
        } else if ((next == 'e' || next == 'E') && text.startsWith("'", at + 1)) {
            escaped();
        } else if (next == '$' && dollarQuoted()) {
            return;
        } else if (!matched(WORD, Kind.WORD) && !matched(NUMBER, Kind.NUMBER)) {
            int length = text.startsWith("::", at) ? 2 : 1;
            add(Kind.SYMBOL, text.substring(at, at + length), at + length);
        }
    }

    private boolean matched(Pattern pattern, Kind kind) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        String value = matcher.group();
        add(kind, kind == Kind.WORD ? PostgresNames.stored(folded(value)) : value, matcher.end());
        return true;
    }

    private void quoted(char quote, Kind kind, int from) {
        StringBuilder value = new StringBuilder();
        for (int i = from + 1; i < text.length(); i++) {
            if (text.charAt(i) != quote) {
                value.append(text.charAt(i));
            } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                value.append(quote);
                i++;
            } else {
                add(kind, kind == Kind.QUOTED_NAME ? PostgresNames.stored(value.toString()) : value.toString(), i + 1);
                return;
            }
        }
        throw SyntaxProblem.unclosed("quote", from);
    }

    /// PostgreSQL folds the letters of ASCII only, in all encodings of several bytes.
    private static String folded(String word) {
        return word.chars().allMatch(letter -> letter < 0x80)
                ? word.toLowerCase(Locale.ROOT)
                : ASCII_CAPITALS.matcher(word).replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
    }

    private void escaped() {
        for (int i = at + 2; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '\'' && text.startsWith("'", i + 1)) {
                i++;
            } else if (text.charAt(i) == '\'') {
                String content = text.substring(at + 2, i).replace("''", "'");
                add(Kind.STRING, content.replace("\\'", "'").replace("\\\\", "\\"), i + 1);
                return;
            }
        }
        throw SyntaxProblem.unclosed("quote", at);
    }

    private boolean dollarQuoted() {
        Matcher tag = DOLLAR_TAG.matcher(text).region(at, text.length());
        if (!tag.lookingAt()) {
            return false;
        }
        int close = text.indexOf(tag.group(), tag.end());
        if (close < 0) {
            throw SyntaxProblem.unclosed("quote " + tag.group(), at);
        }
        add(Kind.STRING, text.substring(tag.end(), close), close + tag.group().length());
        return true;
    }

    private void skipComment() {
        int depth = 0;
        int start = at;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else if (++at >= text.length()) {
                throw SyntaxProblem.unclosed("comment", start);
            }
        } while (depth > 0);
    }

    private void add(Kind kind, String value, int end) {
        tokens.add(new Token(kind, value, at, end));
        at = end;
    }
}
