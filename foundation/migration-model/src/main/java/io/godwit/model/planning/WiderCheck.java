package io.godwit.model.planning;

import io.godwit.model.catalog.Constraint.Check;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Whether a check lets everything pass that another does. Known are lists of texts and ranges of numbers of one
/// column,
/// the checks that stand for enums, as they are written and as PostgreSQL prints them.
final class WiderCheck {
    private static final String LITERAL = "'(?:[^']|'')*+'";
    private static final Pattern CAST = Pattern.compile("::[a-z][a-z ]*(?:\\(\\d+\\))?(?:\\[\\])?");
    private static final Pattern LIST = Pattern.compile(
            "\"?(?<column>[\\w$]+)\"?\\s+in\\s+(?<values>" + LITERAL + "(?:\\s*,\\s*" + LITERAL + ")*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern RANGE = Pattern.compile(
            "\"?(?<column>[\\w$]+)\"?\\s*(?:>=\\s*(?<low>-?\\d{1,18})\\s+and\\s+\"?(?<again>[\\w$]+)\"?\\s*<=\\s*"
                    + "|between\\s+(?<from>-?\\d{1,18})\\s+and\\s+)(?<high>-?\\d{1,18})",
            Pattern.CASE_INSENSITIVE);

    private WiderCheck() {}

    static boolean than(Check before, Check after) {
        return listed(before, after) || ranged(before, after);
    }

    private static boolean listed(Check before, Check after) {
        Matcher old = LIST.matcher(plain(before));
        Matcher wider = LIST.matcher(plain(after));
        return old.matches()
                && wider.matches()
                && old.group("column").equals(wider.group("column"))
                && literals(wider.group("values")).containsAll(literals(old.group("values")));
    }

    private static Set<String> literals(String list) {
        return Pattern.compile(LITERAL)
                .matcher(list)
                .results()
                .map(literal -> literal.group())
                .collect(Collectors.toSet());
    }

    private static boolean ranged(Check before, Check after) {
        Matcher old = RANGE.matcher(plain(before));
        Matcher wider = RANGE.matcher(plain(after));
        return old.matches()
                && wider.matches()
                && isOfOneColumn(old)
                && isOfOneColumn(wider)
                && old.group("column").equals(wider.group("column"))
                && low(wider).compareTo(low(old)) <= 0
                && number(wider, "high").compareTo(number(old, "high")) >= 0;
    }

    private static boolean isOfOneColumn(Matcher range) {
        return range.group("again") == null || range.group("again").equals(range.group("column"));
    }

    private static BigDecimal low(Matcher range) {
        return number(range, range.group("low") == null ? "from" : "low");
    }

    private static BigDecimal number(Matcher range, String group) {
        return new BigDecimal(range.group(group));
    }

    /// Without casts, brackets and the words for an array; texts are left alone.
    private static String plain(Check check) {
        Matcher literal = Pattern.compile(LITERAL).matcher(check.expression());
        StringBuilder plain = new StringBuilder();
        int from = 0;
        while (literal.find()) {
            plain.append(code(check.expression().substring(from, literal.start())))
                    .append(literal.group());
            from = literal.end();
        }
        return plain.append(code(check.expression().substring(from))).toString().strip();
    }

    private static String code(String code) {
        return CAST.matcher(code)
                .replaceAll("")
                .replaceAll("(?i)=\\s*any\\s*\\(", " in ")
                .replaceAll("(?i)\\barray\\b", "")
                .replaceAll("[()\\[\\]]", "");
    }
}
