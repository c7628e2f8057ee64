package io.godwit.validator.prediction;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Recognises checks that let SET NOT NULL skip its scan (PostgreSQL 12 and later). PostgreSQL proves by implication;
/// here a plain `column IS NOT NULL`, alone or joined to others by AND, is recognised, and nothing else is believed.
public final class NotNullProof {
    private static final Pattern TERM =
            Pattern.compile("(?i)\\(*\\s*(?:\"((?:[^\"]|\"\")++)\"|([a-z_][a-z0-9_$]*))\\s+is\\s+not\\s+null\\s*\\)*");

    private NotNullProof() {}

    /// The one column the expression proves, if it is a single term.
    public static Optional<String> column(String expression) {
        Matcher matcher = TERM.matcher(expression.strip());
        return matcher.matches() ? Optional.of(name(matcher)) : Optional.empty();
    }

    public static boolean proves(String expression, String column) {
        for (String term : expression.split("(?i)\\sand\\s")) {
            Matcher matcher = TERM.matcher(term.strip());
            if (matcher.matches() && name(matcher).equals(column)) {
                return !expression.toLowerCase(Locale.ROOT).matches("(?s).*\\bor\\b.*");
            }
        }
        return false;
    }

    private static String name(Matcher matcher) {
        String quoted = matcher.group(1);
        return quoted != null ? quoted.replace("\"\"", "\"") : matcher.group(2).toLowerCase(Locale.ROOT);
    }
}
