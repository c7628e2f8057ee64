package io.godwit.analyzer.query;

import java.util.Locale;
import java.util.Set;

/// Names like any other in PostgreSQL that JSqlParser takes for keywords.
final class MistakenKeywords {
    private static final Set<String> NAMES = Set.of(
            "absent",
            "csv",
            "current",
            "distinctrow",
            "errors",
            "excludes",
            "extend",
            "file",
            "final",
            "force",
            "ignore",
            "import",
            "includes",
            "minus",
            "nocycle",
            "number",
            "output",
            "pivot",
            "preferring",
            "prewhere",
            "prior",
            "qualify",
            "returns",
            "sample",
            "script",
            "semi",
            "settings",
            "statement",
            "unknown",
            "unpivot",
            "use",
            "verify",
            "xor");

    private MistakenKeywords() {}

    /// Whether it has to be quoted to be taken for the name it is.
    ///
    /// @param previous the word before it
    /// @param rest     what stands behind it
    static boolean isName(String word, String previous, String rest) {
        String lower = word.toLowerCase(Locale.ROOT);
        return NAMES.contains(lower)
                && switch (lower) {
                    case "current" -> !rest.matches("(?is)(?:row|of)\\b.*");
                    case "unknown" -> !previous.matches("(?i)is|not");
                    case "absent" -> !rest.matches("(?is)on\\s+null\\b.*");
                    default -> true;
                };
    }
}
