package io.godwit.postgres;

import io.godwit.postgres.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts a statement into tokens by PostgreSQL's lexical rules (documentation, section 4.1): nested comments, quoted
/// names, string constants with their prefixes, dollar quoting, operators. Never fails: an unclosed quote ends with the
/// text, as it does in a log line that was cut.
final class SqlLexer {
    private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`?";
    /// An operator may end in + or - only if it contains one of these.
    private static final String KEEPS_TRAILING_SIGN = "~!@#%^&|`?";

    private static final String STRING_PREFIXES = "eEbBxXnN";

    private final String sql;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int position;

    private SqlLexer(String sql) {
        this.sql = sql;
    }

    static List<SqlToken> tokens(String sql) {
        SqlLexer lexer = new SqlLexer(sql);
        while (lexer.position < sql.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() {
        char c = sql.charAt(position);
        if (Character.isWhitespace(c)) {
            position++;
        } else if (startsComment(position)) {
            skipComment();
        } else if (c == '\'') {
            string(position, false);
        } else if (STRING_PREFIXES.indexOf(c) >= 0 && at(position + 1) == '\'') {
            string(position + 1, c == 'e' || c == 'E');
        } else if ((c == 'u' || c == 'U') && at(position + 1) == '&' && at(position + 2) == '\'') {
            string(position + 2, false);
        } else if (c == '"') {
            quotedName();
        } else if (c == '$') {
            dollar();
        } else if (isDigit(c) || c == '.' && isDigit(at(position + 1))) {
            number();
        } else if (isNameStart(c)) {
            word();
        } else if (OPERATOR_CHARACTERS.indexOf(c) >= 0) {
            operator();
        } else {
            symbol(c == ':' && at(position + 1) == ':' ? "::" : String.valueOf(c));
        }
    }

    private boolean startsComment(int at) {
        return sql.startsWith("--", at) || sql.startsWith("/*", at);
    }

    private void skipComment() {
        if (sql.charAt(position) == '-') {
            int end = sql.indexOf('\n', position);
            position = end < 0 ? sql.length() : end;
            return;
        }
        int depth = 0;
        do {
            if (sql.startsWith("/*", position)) {
                depth++;
                position += 2;
            } else if (sql.startsWith("*/", position)) {
                depth--;
                position += 2;
            } else {
                position++;
            }
        } while (depth > 0 && position < sql.length());
    }

    private void string(int quote, boolean escapes) {
        int i = quote + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (escapes && c == '\\') {
                i += 2;
            } else if (c == '\'' && at(i + 1) == '\'') {
                i += 2;
            } else if (c == '\'') {
                break;
            } else {
                i++;
            }
        }
        placeholder(Math.min(i + 1, sql.length()));
    }

    private void quotedName() {
        int i = position + 1;
        while (i < sql.length() && (sql.charAt(i) != '"' || at(i + 1) == '"')) {
            i += sql.charAt(i) == '"' ? 2 : 1;
        }
        int end = Math.min(i + 1, sql.length());
        add(Kind.QUOTED_NAME, sql.substring(position, end), end);
    }

    /// A parameter (`$1`), a dollar-quoted string (`$$…$$`, `$tag$…$tag$`), or a stray dollar sign.
    private void dollar() {
        int i = position + 1;
        if (isDigit(at(i))) {
            while (isDigit(at(i))) {
                i++;
            }
            placeholder(i);
            return;
        }
        while (i < sql.length() && (isNameStart(sql.charAt(i)) || isDigit(sql.charAt(i)))) {
            i++;
        }
        if (at(i) != '$') {
            symbol("$");
            return;
        }
        String tag = sql.substring(position, i + 1);
        int close = sql.indexOf(tag, i + 1);
        placeholder(close < 0 ? sql.length() : close + tag.length());
    }

    private void number() {
        int i = position;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            boolean exponentSign = (c == '+' || c == '-')
                    && "eE".indexOf(sql.charAt(i - 1)) >= 0
                    && isDigit(at(i + 1))
                    && !sql.startsWith("0x", position);
            if (Character.isLetterOrDigit(c) || c == '_' || c == '.' || exponentSign) {
                i++;
            } else {
                break;
            }
        }
        placeholder(i);
    }

    private void word() {
        int i = position;
        while (i < sql.length() && (isNameStart(sql.charAt(i)) || isDigit(sql.charAt(i)) || sql.charAt(i) == '$')) {
            i++;
        }
        add(Kind.WORD, sql.substring(position, i).toLowerCase(Locale.ROOT), i);
    }

    private void operator() {
        int end = position;
        while (end < sql.length() && OPERATOR_CHARACTERS.indexOf(sql.charAt(end)) >= 0 && !startsComment(end)) {
            end++;
        }
        String text = sql.substring(position, end);
        while (text.length() > 1
                && "+-".indexOf(text.charAt(text.length() - 1)) >= 0
                && text.chars().noneMatch(c -> KEEPS_TRAILING_SIGN.indexOf(c) >= 0)) {
            text = text.substring(0, text.length() - 1);
        }
        if (text.equals("?")) {
            placeholder(position + 1);
        } else {
            symbol(text);
        }
    }

    private void symbol(String text) {
        add(Kind.SYMBOL, text, position + text.length());
    }

    private void placeholder(int end) {
        add(Kind.PLACEHOLDER, "?", end);
    }

    private void add(Kind kind, String text, int end) {
        tokens.add(new SqlToken(kind, text, position, end));
        position = end;
    }

    /// The character there; a space past the end.
    private char at(int index) {
        return index < sql.length() ? sql.charAt(index) : ' ';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_' || c > 0x7f;
    }
}
