package io.godwit.postgres;

import io.godwit.model.ContentHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What makes two statements the same kind of query: the text with every constant and parameter replaced by `?`,
/// comments dropped, white space and letter case folded, and lists of constants (`IN (1, 2, 3)`) folded to one.
///
/// The same for a client's text, for a logged text with `$1`, and for the text pg_stat_statements keeps, of any server
/// version. PostgreSQL's own queryid is not used to follow a query across a migration, because it changes with the
/// server version, a rename, or a table that is dropped and created again.
///
/// @param hash 16 hexadecimal digits over the normalised text
/// @param text the normalised text, for people
public record Fingerprint(String hash, String text) {
    /// Words after which a minus is a sign and a bracket does not open an argument list.
    private static final Set<String> KEYWORDS = Set.of(
            "all",
            "and",
            "any",
            "array",
            "as",
            "between",
            "by",
            "case",
            "distinct",
            "do",
            "else",
            "except",
            "exists",
            "filter",
            "for",
            "from",
            "group",
            "having",
            "ilike",
            "in",
            "insert",
            "intersect",
            "into",
            "is",
            "join",
            "like",
            "limit",
            "not",
            "offset",
            "on",
            "or",
            "order",
            "over",
            "returning",
            "select",
            "set",
            "some",
            "table",
            "then",
            "union",
            "update",
            "using",
            "values",
            "when",
            "where",
            "with",
            "within");

    /// The fingerprint of a statement. Any text has one, also one PostgreSQL would refuse.
    public static Fingerprint of(String sql) {
        List<SqlToken> tokens = foldedLists(withoutSigns(withoutNames(constants(SqlLexer.tokens(sql)))));
        String text = joined(tokens);
        return new Fingerprint(ContentHash.of(text).hexadecimal().substring(0, 16), text);
    }

    /// `true`, `false` and `null` are constants too, except in `IS NULL` and `NOT NULL`. Strings written in
    /// two parts are one, and semicolons at the end say nothing.
    private static List<SqlToken> constants(List<SqlToken> tokens) {
        List<SqlToken> result = new ArrayList<>(tokens.size());
        for (SqlToken token : tokens) {
            boolean test = !result.isEmpty()
                    && (result.getLast().isWord("is") || result.getLast().isWord("not"));
            boolean literal = token.isWord("true") || token.isWord("false") || token.isWord("null");
            SqlToken next = literal && !test ? token.asPlaceholder() : token;
            boolean continued = next.isPlaceholder()
                    && !result.isEmpty()
                    && result.getLast().isPlaceholder();
            if (!continued) {
                result.add(next);
            }
        }
        while (!result.isEmpty() && result.getLast().isSymbol(";")) {
            result.removeLast();
        }
        return result;
    }

    /// Savepoints, prepared statements and the values of settings count as constants, as they do for
    /// pg_stat_statements.
    private static List<SqlToken> withoutNames(List<SqlToken> tokens) {
        if (tokens.size() < 2) {
            return tokens;
        }
        SqlToken first = tokens.getFirst();
        boolean names = first.isWord("savepoint")
                || first.isWord("release")
                || first.isWord("deallocate")
                || first.isWord("rollback") && tokens.stream().anyMatch(token -> token.isWord("to"));
        if (names) {
            List<SqlToken> result = new ArrayList<>(tokens.subList(0, tokens.size() - 1));
            result.add(
                    tokens.getLast().isWord("all")
                            ? tokens.getLast()
                            : tokens.getLast().asPlaceholder());
            return result;
        }
        if (!first.isWord("set")) {
            return tokens;
        }
        int i = 1;
        while (i < tokens.size()
                && !tokens.get(i).isSymbol("=")
                && !tokens.get(i).isWord("to")) {
            i++;
        }
        if (i >= tokens.size() - 1) {
            return tokens;
        }
        List<SqlToken> result = new ArrayList<>(tokens.subList(0, i));
        result.add(new SqlToken(
                SqlToken.Kind.SYMBOL, "=", tokens.get(i).from(), tokens.get(i).to()));
        result.add(tokens.get(i + 1).asPlaceholder());
        return result;
    }

    /// The sign of a number belongs to the constant.
    private static List<SqlToken> withoutSigns(List<SqlToken> tokens) {
        List<SqlToken> result = new ArrayList<>(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            boolean sign = (token.isSymbol("-") || token.isSymbol("+"))
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).isPlaceholder()
                    && (i == 0 || !endsValue(tokens.get(i - 1)));
            if (!sign) {
                result.add(token);
            }
        }
        return result;
    }

    private static boolean endsValue(SqlToken token) {
        return switch (token.kind()) {
            case PLACEHOLDER, QUOTED_NAME -> true;
            case WORD -> !KEYWORDS.contains(token.text());
            case SYMBOL -> token.isSymbol(")") || token.isSymbol("]");
        };
    }

    /// `in (?, ?, ?)` and `array[?, ?]` become lists of one. PostgreSQL 18 does so too, earlier versions do
    /// not.
    private static List<SqlToken> foldedLists(List<SqlToken> tokens) {
        List<SqlToken> result = new ArrayList<>(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            result.add(tokens.get(i));
            boolean list = i > 0
                    && (tokens.get(i).isSymbol("(") && tokens.get(i - 1).isWord("in")
                            || tokens.get(i).isSymbol("[") && tokens.get(i - 1).isWord("array"));
            int end = list ? endOfConstants(tokens, i + 1) : -1;
            if (end > 0) {
                result.add(tokens.get(i + 1).asPlaceholder());
                i = end - 1;
            }
        }
        return result;
    }

    /// The index of the closing bracket, or -1 if something else than constants and casts is in the list.
    private static int endOfConstants(List<SqlToken> tokens, int from) {
        if (from >= tokens.size() || !tokens.get(from).isPlaceholder()) {
            return -1;
        }
        for (int i = from; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.isSymbol(")") || token.isSymbol("]")) {
                return i;
            }
            boolean type = i > 0
                    && (tokens.get(i - 1).isSymbol("::") || tokens.get(i - 1).isSymbol("."));
            if (!token.isPlaceholder()
                    && !token.isSymbol(",")
                    && !token.isSymbol("::")
                    && !token.isSymbol(".")
                    && !type) {
                return -1;
            }
        }
        return -1;
    }

    private static String joined(List<SqlToken> tokens) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            if (i > 0 && spaced(tokens.get(i - 1), tokens.get(i))) {
                text.append(' ');
            }
            text.append(tokens.get(i).text());
        }
        return text.toString();
    }

    private static boolean spaced(SqlToken left, SqlToken right) {
        boolean opens = left.isSymbol("(") || left.isSymbol("[") || left.isSymbol(".") || left.isSymbol("::");
        boolean closes = right.isSymbol(")")
                || right.isSymbol("]")
                || right.isSymbol(",")
                || right.isSymbol(".")
                || right.isSymbol("::")
                || right.isSymbol("[")
                || right.isSymbol(";");
        boolean call = right.isSymbol("(")
                && (left.kind() == SqlToken.Kind.QUOTED_NAME
                        || left.kind() == SqlToken.Kind.WORD && !KEYWORDS.contains(left.text()));
        return !opens && !closes && !call;
    }
}
