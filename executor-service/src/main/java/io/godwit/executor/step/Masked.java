package io.godwit.executor.step;

import io.godwit.postgres.SqlConstants;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What may leave the database in a message: numbers and generated ids as they are, other values only by their first
/// character and length, queries without their constants.
public final class Masked {
    private static final Pattern TELLS_NOTHING = Pattern.compile("[0-9a-fA-F-]{32,36}|-?[0-9.]+|\\(\\d+,\\d+\\)");
    /// `Key (email)=(ann@example.org) is duplicated`.
    private static final Pattern KEY =
            Pattern.compile("(Key \\([^=]*\\)=)\\((.*)\\)(?= (?:is|already|conflicts|would))");
    private static final Pattern ROW = Pattern.compile("(Failing row contains )\\(.*\\)");
    /// `invalid input syntax for type integer: "ann"`.
    private static final Pattern INPUT = Pattern.compile("((?:input|range)[^:\"]*: |value )\"([^\"]*)\"");
    private static final int SHOWN = 200;

    private Masked() {}

    /// A key of one or several columns, these separated by a comma and a space.
    public static String key(String key) {
        StringBuilder masked = new StringBuilder();
        for (String part : key.split(", ", -1)) {
            masked.append(masked.isEmpty() ? "" : ", ");
            boolean plain = part.isEmpty() || TELLS_NOTHING.matcher(part).matches();
            masked.append(plain ? part : part.charAt(0) + "… (" + part.length() + " characters)");
        }
        return masked.toString();
    }

    /// What PostgreSQL says of an error, without the values of the row it met.
    static String error(String message) {
        String withoutRow = ROW.matcher(message).replaceAll("$1(…)");
        String withoutKey = KEY.matcher(withoutRow)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + "(" + key(found.group(2)) + ")"));
        return INPUT.matcher(withoutKey)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + "\"" + key(found.group(2)) + "\""));
    }

    /// A statement without its constants, shortened.
    public static String query(String sql) {
        String text =
                SqlConstants.replaced(sql, _ -> "?").replaceAll("\\s+", " ").strip();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
