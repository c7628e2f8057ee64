package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.validator.facts.CatalogQuestions;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Whether a piece of SQL calls nothing but functions of PostgreSQL that do not act: only then it is asked about by
/// running it as a query. What somebody wrote is never called to find something out.
final class HarmlessCalls {
    private static final Pattern STRING = Pattern.compile("'(?:[^']|'')*+'");
    private static final Pattern CALL = Pattern.compile("(?i)(?:\\b([a-z_]\\w*)|\"([^\"]+)\")\\s*\\(");

    private HarmlessCalls() {}

    static boolean only(String sql, CatalogQuestions questions) {
        Set<String> names = new TreeSet<>();
        Matcher call = CALL.matcher(STRING.matcher(sql).replaceAll("''"));
        while (call.find()) {
            names.add(call.group(1) == null ? call.group(2) : call.group(1).toLowerCase(Locale.ROOT));
        }
        if (names.isEmpty()) {
            return true;
        }
        String listed = names.stream().map(SqlName::literal).collect(Collectors.joining(", "));
        return questions
                .anyRow("select 1 from pg_proc where proname in (" + listed
                        + ") and (pronamespace <> 'pg_catalog'::regnamespace or provolatile = 'v')")
                .map(acts -> !acts)
                .orElse(false);
    }
}
