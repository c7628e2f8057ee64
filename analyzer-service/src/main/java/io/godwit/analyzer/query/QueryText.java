package io.godwit.analyzer.query;

import io.godwit.analyzer.query.FoundString.Use;
import io.godwit.analyzer.query.SourceString.Piece;
import io.godwit.analyzer.syntax.Grammar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A query as SQL that can be parsed: every placeholder, of whichever form, and every value pasted in is a parameter
/// `:godwit_1`; a name known only at run time is a name that begins with [#UNKNOWN].
///
/// @param sql       the text
/// @param binds     what the parameters stand for in the source, by their name
/// @param pastedIn  whether parts of it are known only at run time and were left out
record QueryText(String sql, Map<String, String> binds, boolean pastedIn) {
    static final String UNKNOWN = "godwit_unknown_";
    private static final String PARAMETER = "godwit_";
    private static final char FIRST_HOLE = '\uE000';

    private static final Pattern TOKEN = Pattern.compile("(?s)(?<comment>--[^\\n]*|/\\*.*?\\*/)"
            + "|(?<string>[eE]'[^'\\\\]*+(?:(?:''|\\\\.)[^'\\\\]*+)*+'|'[^']*+(?:''[^']*+)*+')"
            + "|(?<name>\"[^\"]*+(?:\"\"[^\"]*+)*+\")"
            + "|(?<dollar>\\$(?<tag>[A-Za-z_]*)\\$.*?\\$\\k<tag>\\$)"
            + "|(?<cast>::)"
            + "|(?<number>\\$\\d+)"
            + "|(?<colon>:(?:\\.\\.\\.)?[A-Za-z_]\\w*)"
            + "|(?<braces>\\{\\{\\s*\\w+\\s*(?:::\\s*(?<bracecast>[\\w ]+?)\\s*)?\\}\\})"
            + "|(?<mybatis>#\\{[^}]*\\})"
            + "|(?<percent>%(?:\\(\\w+\\))?s|%%)"
            + "|(?<at>@[A-Za-z_]\\w*)"
            + "|(?<question>\\?\\?|\\?\\||\\?&|\\?)"
            + "|(?<hole>[\uE000-\uF8FF])"
            + "|(?<word>[A-Za-z_][\\w$]*)"
            + "|(?<other>.)");

    /// A query that was found, made parseable.
    static QueryText of(FoundString found) {
        return new Conversion(found).text();
    }

    /// The state of one conversion.
    private static final class Conversion {
        private final FoundString found;
        private final List<String> holes = new ArrayList<>();
        private final Map<String, String> binds = new HashMap<>();
        private final StringBuilder sql = new StringBuilder();
        private String source = "";
        private String previous = "";
        private boolean pastedIn;

        private Conversion(FoundString found) {
            this.found = found;
        }

        private QueryText text() {
            StringBuilder marked = new StringBuilder();
            for (Piece piece : found.string().pieces()) {
                switch (piece) {
                    case Piece.Text(String text, int _) -> marked.append(formatted(text));
                    case Piece.Hole(String expression, int _) -> marked.append(hole(expression));
                }
            }
            source = marked.toString().replace("\\:", ":");
            Matcher token = TOKEN.matcher(source);
            while (token.find()) {
                take(token);
                if (token.group("comment") == null && !token.group().isBlank()) {
                    previous = token.group();
                }
            }
            return new QueryText(sql.toString(), binds, pastedIn);
        }

        private char hole(String expression) {
            holes.add(expression);
            return (char) (FIRST_HOLE + Math.min(holes.size() - 1, 6000));
        }

        /// Verbs of `Sprintf` and `format` are holes; so are Python's `{}`.
        private String formatted(String text) {
            if (found.use() != Use.FORMATTED) {
                return text;
            }
            String verbs = is(Grammar.PYTHON) ? "\\{\\w*(?:![rs])?\\}" : "%[+#-]?[\\d.]*[vsdqtfx]|\\{\\}";
            return Pattern.compile(verbs).matcher(text).replaceAll(match -> String.valueOf(hole(match.group())));
        }

        private boolean is(Grammar grammar) {
            return found.grammar().equals(Optional.of(grammar));
        }

        private void take(Matcher token) {
            String text = token.group();
            if (token.group("comment") != null) {
                sql.append(text.replaceAll("[^\n]", " "));
            } else if (token.group("string") != null) {
                string(text);
            } else if (token.group("name") != null) {
                sql.append(text.chars().anyMatch(c -> c >= FIRST_HOLE && c <= '\uF8FF') ? unknown() : text);
            } else if (token.group("dollar") != null) {
                sql.append("'").append(text.replace("'", " ")).append("'");
            } else if (token.group("hole") != null) {
                hole(token);
            } else if (token.group("question") != null) {
                question(token);
            } else if (token.group("percent") != null) {
                percent(text);
            } else if (token.group("number") != null || token.group("mybatis") != null) {
                bind(text);
            } else if (token.group("braces") != null) {
                bind(text);
                Optional.ofNullable(token.group("bracecast"))
                        .ifPresent(type -> sql.append("::").append(type));
            } else if (token.group("colon") != null) {
                colon(token);
            } else if (token.group("at") != null
                    && (is(Grammar.GO) || found.grammar().isEmpty())) {
                bind(text);
            } else {
                sql.append(text);
            }
        }

        private void string(String text) {
            boolean pasted = text.chars().anyMatch(c -> c >= FIRST_HOLE && c <= '\uF8FF');
            if (pasted || is(Grammar.PYTHON) && text.equals("'%s'")) {
                bind(text);
            } else {
                sql.append(is(Grammar.PYTHON) ? text.replace("%%", "%") : text);
            }
        }

        private void percent(String text) {
            if (!is(Grammar.PYTHON) && !is(Grammar.RUBY)) {
                sql.append(text);
            } else if (text.equals("%%")) {
                sql.append('%');
            } else {
                bind(text);
            }
        }

        /// A slice of an array (`a[1:n]`) is no placeholder.
        private void colon(Matcher token) {
            boolean slice = token.start() > 0 && Character.isLetterOrDigit(source.charAt(token.start() - 1));
            if (slice) {
                sql.append(token.group());
            } else {
                bind(token.group());
            }
        }

        private void question(Matcher token) {
            String text = token.group();
            if (text.equals("??") && !is(Grammar.JAVA) && !is(Grammar.KOTLIN)) {
                sql.append(unknown());
            } else if (text.length() == 2 || isOperator(token)) {
                sql.append(" @> ");
            } else {
                bind(text);
            }
        }

        /// `data ? 'key'`: something before it, and something behind it.
        private boolean isOperator(Matcher token) {
            String rest = source.substring(token.end()).stripLeading();
            boolean before = previous.matches("\\w+|\".*\"|\\)|\\]")
                    && !previous.matches(
                            "(?i)select|where|and|or|not|in|like|ilike|limit|offset|between|values|set|when|"
                                    + "then|else|by|returning|interval|any|all|is|on|having|from|distinct|case|as");
            boolean behind = rest.matches("(?s)(?:['$:(?\"]|\\w|[\uE000-\uF8FF]).*")
                    && !rest.matches(
                            "(?is)(?:and|or|limit|offset|order|group|returning|then|else|end|as|from|where|union|"
                                    + "on|is|in|asc|desc|for)\\b.*");
            return before && behind;
        }

        private void hole(Matcher token) {
            String expression = holes.get(Math.min(token.group().charAt(0) - FIRST_HOLE, holes.size() - 1));
            String rest = source.substring(token.end()).stripLeading();
            if (found.use() == Use.TAGGED) {
                tagged(expression);
            } else if (previous.matches("(?i)from|join|into|update|table|only|\\.") || rest.startsWith(".")) {
                sql.append(unknown());
            } else if (previous.matches("(?i)=|<|>|\\(|limit|offset|like|ilike|interval|between|\\+|-|\\|")
                    || previous.equals(",") && (rest.startsWith(",") || rest.startsWith(")"))) {
                bind(expression);
            } else {
                fragment();
            }
        }

        private void tagged(String expression) {
            String bare = expression.strip();
            if (bare.matches("(?s)(?:Prisma|sql)\\.join\\b.*|.*\\bsql\\.(?:array|unnest)\\b.*")) {
                bind(bare);
            } else if (bare.matches("(?s)sql\\.(?:identifier|table|ref|id|column)\\b.*|sql\\(.*")) {
                sql.append(unknown());
            } else if (bare.matches(
                            "(?s).*(?:(?:Prisma\\.|\\b)sql\\s*`|(?:Prisma|sql)\\.(?:raw|empty|unsafe|fragment)\\b).*")
                    || bare.matches("(?i).*(?:clause|condition|filter|where|fragment|orderby|sql)s?")) {
                fragment();
            } else {
                bind(bare);
            }
        }

        /// A clause or condition that is put together elsewhere.
        private void fragment() {
            pastedIn = true;
            if (previous.matches("(?i)where|and|or|on|having|not|when")) {
                sql.append(" true ");
            } else if (previous.matches("(?i)select|by|,|distinct")) {
                sql.append(" 1 ");
            } else {
                sql.append(' ');
            }
        }

        private String unknown() {
            pastedIn = true;
            return UNKNOWN + binds.size() + sql.length();
        }

        private void bind(String expression) {
            String name = PARAMETER + (binds.size() + 1);
            binds.put(name, expression);
            sql.append(':').append(name);
        }
    }
}
