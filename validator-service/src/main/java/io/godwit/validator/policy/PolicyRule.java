package io.godwit.validator.policy;

import io.godwit.model.finding.Severity;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.regex.Pattern;

/// One rule of a policy. What it does not name it holds for.
///
/// @param codes     of findings
/// @param tables    names, `*` standing for anything
/// @param databases names
/// @param atLeast   the mildest severity it is about
/// @param during    when it holds
record PolicyRule(
        String name,
        Set<String> codes,
        Set<String> tables,
        Set<String> databases,
        Severity atLeast,
        Hours during,
        Ruling ruling) {
    PolicyRule {
        codes = Set.copyOf(codes);
        tables = Set.copyOf(tables);
        databases = Set.copyOf(databases);
    }

    boolean fits(String code, Severity severity, Set<String> touched, String database, LocalDateTime now) {
        return (codes.isEmpty() || codes.contains(code))
                && severity.compareTo(atLeast) >= 0
                && (databases.isEmpty() || databases.contains(database))
                && (tables.isEmpty() || touched.stream().anyMatch(this::named))
                && during.contain(now);
    }

    private boolean named(String table) {
        return tables.stream()
                .anyMatch(pattern -> table.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q")));
    }
}
