package io.godwit.executor.quiet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a statement uses all columns of a relation without naming one: `SELECT *`, `orders.*`, `INSERT INTO orders
/// VALUES`, `COPY orders FROM`.
///
/// @param name of the relation as a regular expression that finds it in a statement
record AllColumns(String name) {
    /// `count(*)` and `EXISTS (SELECT * …)` read no column.
    private static final Pattern ALL = Pattern.compile(
            "(?<!exists \\()(\\bselect|\\bdistinct|\\breturning|,)(?: all)? ?\\*|(?:^|[ (,])([\\w$\"]+)\\.\\*");

    boolean isIn(String statement) {
        String text = statement.replaceAll("\\s+", " ").replaceAll("\\( ", "(");
        return isWritten(text) || isRead(text);
    }

    private boolean isWritten(String text) {
        String target = "(?:[\\w$\"]+\\.)?(?:" + name + ")";
        return Pattern.compile("\\binsert into " + target
                                + "(?: as [\\w$\"]+)? ?(?:overriding |values\\b|select\\b|with\\b|"
                                + "table\\b|\\((?:select|with|values)\\b)")
                        .matcher(text)
                        .find()
                || Pattern.compile("\\bcopy " + target + " (?:from|to)\\b")
                        .matcher(text)
                        .find();
    }

    private boolean isRead(String text) {
        Matcher all = ALL.matcher(text);
        while (all.find()) {
            String of = all.group(2);
            if (of == null
                    || Pattern.compile("(?:" + name + ")(?: as)? " + Pattern.quote(of) + "(?![\\w$\"])")
                            .matcher(text)
                            .find()
                    || Pattern.matches(name, of)) {
                return true;
            }
        }
        return false;
    }
}
