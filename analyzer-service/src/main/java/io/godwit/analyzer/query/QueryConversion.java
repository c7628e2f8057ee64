package io.godwit.analyzer.query;

import static io.godwit.analyzer.query.QueryText.PARAMETER;
import static io.godwit.analyzer.query.QueryText.UNKNOWN;

import io.godwit.analyzer.query.FoundString.Use;
import io.godwit.analyzer.query.SourceString.Piece;
import io.godwit.analyzer.syntax.Grammar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes a string of source code into a [QueryText].
final class QueryConversion {
    private static final char FIRST_HOLE = '\uE000';
    private static final Pattern HOLE_ITSELF = Pattern.compile("[\uE000-\uF8FF]");
    private static final int CONTEXT = 400;

    private static final Pattern TOKEN = Pattern.compile("(?s)(?<comment>--[^\\n]*|/\\*.*?\\*/)"
            + "|(?<string>[eE]'[^'\\\\]*+(?:(?:''|\\\\.)[^'\\\\]*+)*+'|'[^']*+(?:''[^']*+)*+')"
            + "|(?<name>\"[^\"]*+(?:\"\"[^\"]*+)*+\")"
            + "|(?<dollar>\\$(?<tag>[A-Za-z_]*)\\$.*?\\$\\k<tag>\\$)"
            + "|(?<cast>::)"
            + "|(?<number>\\$\\d+|[$:@][\uE000-\uF8FF])"
            + "|(?<colon>:(?:\\.\\.\\.)?[A-Za-z_]\\w*)"
            + "|(?<braces>\\{\\{\\s*\\w+\\s*(?:::\\s*(?<bracecast>[\\w ]+?)\\s*)?\\}\\})"
            + "|(?<mybatis>#\\{[^}]*\\})"
            + "|(?<capitals>%[A-Z][A-Z_]+%)"
            + "|(?<percent>%(?:\\(\\w+\\))?[sdifr]\\b|%%)"
            + "|(?<at>@[A-Za-z_]\\w*)"
            + "|(?<question>\\?\\?|\\?\\||\\?&|\\?\\d*)"
            + "|(?<hole>[\uE000-\uF8FF])"
            + "|(?<word>[A-Za-z_][\\w$]*)"
            + "|(?<other>.)");

    /// pgtyped's mark for a parameter that must not be null.
    private static final Pattern REQUIRED = Pattern.compile("(:[A-Za-z_]\\w*)!(?!=)");

    private final FoundString found;
    private final List<String> holes = new ArrayList<>();
    private final Map<String, String> binds = new HashMap<>();
    private final StringBuilder sql = new StringBuilder();
    private String source = "";
    private String previous = "";
    private boolean pastedIn;

    QueryConversion(FoundString found) {
        this.found = found;
    }

    QueryText text() {
        StringBuilder marked = new StringBuilder();
        for (Piece piece : found.string().pieces()) {
            switch (piece) {
                case Piece.Text(String text, int _) ->
                    marked.append(formatted(HOLE_ITSELF.matcher(text).replaceAll("\uFFFD")));
                case Piece.Hole(String expression, int _) -> marked.append(hole(expression));
            }
        }
        source = marked.toString().replace("\\:", ":");
        if (found.grammar().isEmpty()) {
            source = REQUIRED.matcher(source).replaceAll("$1");
        }
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

    /// Verbs of `Sprintf` and `format` are holes; so are Python's `{}`, and what MyBatis, jOOQ and templates replace.
    /// A string may be formatted elsewhere than where it stands: a verb by itself is one, too, except in Python and
    /// Ruby, where `%s` is bound as well.
    private String formatted(String text) {
        boolean percentIsBound =
                is(Grammar.PYTHON) || is(Grammar.RUBY) || found.grammar().isEmpty();
        String verbs = switch (found.use()) {
            case FORMATTED ->
                is(Grammar.PYTHON) ? "\\{\\w*(?:![rs])?\\}" : "%[+#-]?(?:\\[\\d+\\]|\\d+\\$)?[\\d.]*[vsdqtfxIL]|\\{\\}";
            case PLAIN -> percentIsBound ? "" : "%(?:\\[\\d+\\]|\\d+\\$)?[vsdqIL](?!\\w)";
            case TAGGED, OBJECT_QUERY -> "";
        };
        if (found.grammar().isEmpty() || is(Grammar.JAVA)) {
            verbs = (verbs.isEmpty() ? "" : verbs + "|") + "\\$\\{[^{}]*\\}|(?<!\\{)\\{\\d+\\}";
        }
        return verbs.isEmpty()
                ? text
                : Pattern.compile(verbs).matcher(text).replaceAll(match -> String.valueOf(hole(match.group())));
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
            sql.append(hasHole(text) ? unknown() : text);
        } else if (token.group("dollar") != null) {
            sql.append("'").append(text.replace("'", " ")).append("'");
        } else if (token.group("hole") != null) {
            hole(token);
        } else if (token.group("question") != null) {
            question(token);
        } else if (token.group("percent") != null) {
            percent(text);
        } else if (token.group("capitals") != null) {
            sql.append(unknown());
        } else if (token.group("number") != null) {
            bind(text);
        } else if (token.group("mybatis") != null) {
            place(HolePlace.between(before(), rest(token)) == HolePlace.NAME ? HolePlace.NAME : HolePlace.VALUE, text);
        } else if (token.group("braces") != null) {
            bind(text);
            Optional.ofNullable(token.group("bracecast"))
                    .ifPresent(type -> sql.append("::").append(type));
        } else if (token.group("colon") != null) {
            colon(token);
        } else if (token.group("at") != null
                && (is(Grammar.GO) || found.grammar().isEmpty())) {
            bind(text);
        } else if (token.group("word") != null) {
            word(text, token);
        } else {
            sql.append(text);
        }
    }

    private void word(String text, Matcher token) {
        boolean mistaken = MistakenKeywords.isName(text, previous, rest(token));
        sql.append(mistaken ? '"' + text.toLowerCase(Locale.ROOT) + '"' : text);
    }

    private static boolean hasHole(String text) {
        return text.chars().anyMatch(c -> c >= FIRST_HOLE && c <= '\uF8FF');
    }

    private void string(String text) {
        if (hasHole(text) || is(Grammar.PYTHON) && text.equals("'%s'")) {
            bind(text);
        } else {
            sql.append(is(Grammar.PYTHON) ? text.replace("%%", "%") : text);
        }
    }

    /// `%d` is a placeholder where something formats the string; elsewhere it is a remainder.
    private void percent(String text) {
        boolean language = is(Grammar.PYTHON) || is(Grammar.RUBY);
        if (!language || !text.endsWith("s") && !text.equals("%%") && found.use() != Use.FORMATTED) {
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
        if (text.equals("??") && !found.isOfJvm()) {
            sql.append(unknown());
        } else if (Set.of("??", "?|", "?&").contains(text) || text.equals("?") && isOperator(token)) {
            sql.append(" @> ");
        } else {
            bind(text);
        }
    }

    /// `data ? 'key'`: something before it, and something behind it.
    private boolean isOperator(Matcher token) {
        String rest = rest(token);
        boolean before = previous.matches("\\w+|\".*\"|\\)|\\]")
                && !previous.matches("(?i)select|where|and|or|not|in|like|ilike|limit|offset|between|values|set|when|"
                        + "then|else|by|returning|interval|any|all|is|on|having|from|distinct|case|as");
        boolean behind = rest.matches("(?s)(?:['$:(?\"]|\\w|[\uE000-\uF8FF]).*")
                && !rest.matches("(?is)(?:and|or|limit|offset|order|group|returning|then|else|end|as|from|where|union|"
                        + "on|is|in|asc|desc|for)\\b.*");
        return before && behind;
    }

    private String before() {
        return sql.substring(Math.max(0, sql.length() - CONTEXT));
    }

    private String rest(Matcher token) {
        int from = token.end();
        while (from < source.length() && Character.isWhitespace(source.charAt(from))) {
            from++;
        }
        return source.substring(from, Math.min(source.length(), from + CONTEXT));
    }

    private void hole(Matcher token) {
        String expression = holes.get(Math.min(token.group().charAt(0) - FIRST_HOLE, holes.size() - 1));
        HolePlace place = HolePlace.between(before(), rest(token));
        place(found.use() == Use.TAGGED ? tagged(expression.strip(), place) : place, expression);
    }

    /// A tag binds what it interpolates, but for parts of queries, which have forms of their own.
    private static HolePlace tagged(String expression, HolePlace place) {
        if (place == HolePlace.TYPE
                || expression.matches("(?s)(?:Prisma|sql)\\.join\\b.*|.*\\bsql\\.(?:array|unnest)\\b.*")) {
            return place == HolePlace.TYPE ? HolePlace.TYPE : HolePlace.VALUE;
        }
        if (expression.matches("(?s)sql\\.(?:identifier|table|ref|id|column)\\b.*")) {
            return HolePlace.NAME;
        }
        if (expression.matches("(?s)sql\\(.*")) {
            return place == HolePlace.CLAUSE ? HolePlace.NAME : place;
        }
        boolean part = expression.matches(
                        "(?s).*(?:(?:Prisma\\.|\\b)sql\\s*`|(?:Prisma|sql)\\.(?:raw|empty|unsafe|fragment)\\b).*")
                || expression.matches("(?i).*(?:clause|condition|filter|where|fragment|orderby|sql)s?");
        if (part) {
            return place == HolePlace.VALUE ? HolePlace.CLAUSE : place;
        }
        return place == HolePlace.CLAUSE ? HolePlace.VALUE : place;
    }

    private void place(HolePlace place, String expression) {
        switch (place) {
            case NAME -> sql.append(unknown());
            case QUERY -> {
                pastedIn = true;
                sql.append("SELECT 1");
            }
            case ASSIGNMENTS -> sql.append(unknown()).append(" = 1");
            case COLUMNS_AND_VALUES -> sql.append('(').append(unknown()).append(") VALUES (1)");
            case TYPE -> {
                pastedIn = true;
                sql.setLength(sql.lastIndexOf("::"));
            }
            case VALUE -> bind(expression);
            case CLAUSE -> clause();
        }
    }

    /// A clause or condition that is put together elsewhere.
    private void clause() {
        pastedIn = true;
        if (previous.matches("(?i)where|and|or|on|having|not|when")) {
            sql.append(" true ");
        } else if (previous.matches("(?i)select|by|,|distinct|returning")) {
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
