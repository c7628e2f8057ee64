package io.godwit.validator.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A partition's bound as the condition its rows fulfil. Bounds of one column are written out; of several
/// columns, and of hashes, not.
public final class PartitionBound {
    private static final Pattern KEY = Pattern.compile("(?is)(range|list|hash)\\s*\\((.*)\\)");
    private static final Pattern RANGE =
            Pattern.compile("(?is)for\\s+values\\s+from\\s*\\((.*)\\)\\s*to\\s*\\((.*)\\)");
    private static final Pattern LIST = Pattern.compile("(?is)for\\s+values\\s+in\\s*\\((.*)\\)");

    private final String strategy;
    private final String key;

    /// @param partitionBy `RANGE (day)`
    public PartitionBound(String partitionBy) {
        Matcher matcher = KEY.matcher(partitionBy.strip());
        boolean one = matcher.matches()
                && (!matcher.group(2).contains(",") || matcher.group(2).contains("("));
        this.strategy = one ? matcher.group(1).toLowerCase(java.util.Locale.ROOT) : "";
        this.key = one ? matcher.group(2).strip().replaceAll("(?i)\\s+collate\\s+.*$", "") : "";
    }

    /// Terms joined by ` and `; empty where they are not written out.
    public Optional<String> condition(String bound) {
        Matcher range = RANGE.matcher(bound.strip());
        Matcher list = LIST.matcher(bound.strip());
        if (strategy.equals("range") && range.matches()) {
            List<String> terms = new ArrayList<>(List.of(key + " is not null"));
            if (!range.group(1).strip().equalsIgnoreCase("minvalue")) {
                terms.add(key + " >= " + range.group(1).strip());
            }
            if (!range.group(2).strip().equalsIgnoreCase("maxvalue")) {
                terms.add(key + " < " + range.group(2).strip());
            }
            return Optional.of(String.join(" and ", terms));
        }
        if (strategy.equals("list")
                && list.matches()
                && !list.group(1).toLowerCase(java.util.Locale.ROOT).contains("null")) {
            return Optional.of(
                    key + " is not null and " + key + " in (" + list.group(1).strip() + ")");
        }
        return Optional.empty();
    }

    /// When the term does not hold.
    static String opposite(String term) {
        if (term.contains(" is not null")) {
            return term.replace(" is not null", " is null");
        }
        if (term.contains(" >= ")) {
            return term.replace(" >= ", " < ");
        }
        return term.contains(" < ") ? term.replace(" < ", " >= ") : term.replaceFirst(" in ", " not in ");
    }
}
