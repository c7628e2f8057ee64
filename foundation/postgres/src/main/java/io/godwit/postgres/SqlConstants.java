package io.godwit.postgres;

import java.util.List;
import java.util.function.UnaryOperator;

/// The constants written into a statement's text.
public final class SqlConstants {
    private SqlConstants() {}

    /// The text with each constant replaced; comments, which may hold values as well, are left out.
    /// Parameters (`$1`) stay.
    ///
    /// @param replacement gets a string or number as written, quotes and prefix included, and gives what
    /// stands in its place
    public static String replaced(String sql, UnaryOperator<String> replacement) {
        StringBuilder result = new StringBuilder(sql.length());
        List<SqlToken> tokens = SqlLexer.tokens(sql);
        int copied = 0;
        for (SqlToken token : tokens) {
            String between = sql.substring(copied, token.from());
            result.append(between.isBlank() ? between : " ");
            String text = sql.substring(token.from(), token.to());
            boolean constant = token.isPlaceholder() && !text.equals("?") && !text.matches("\\$\\d+");
            result.append(constant ? replacement.apply(text) : text);
            copied = token.to();
        }
        return result.toString();
    }
}
