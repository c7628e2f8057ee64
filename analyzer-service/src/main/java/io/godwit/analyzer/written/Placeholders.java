package io.godwit.analyzer.written;

import io.godwit.analyzer.model.ProjectFacts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands for `${name}` in SQL, as Flyway and Liquibase write it. What has no value stays as it is.
///
/// @param values by name
record Placeholders(Map<String, String> values) {
    static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([\\w.:-]+)\\}");

    private static final String FACT = "placeholder.";

    Placeholders {
        values = Map.copyOf(values);
    }

    /// Those stated of the project as `placeholder.NAME`.
    static Placeholders of(ProjectFacts facts) {
        Map<String, String> values = new LinkedHashMap<>();
        facts.stated().forEach((name, value) -> {
            if (name.startsWith(FACT)) {
                values.put(name.substring(FACT.length()), value);
            }
        });
        return new Placeholders(values);
    }

    /// The name of the fact that gives a placeholder its value.
    static String fact(String placeholder) {
        return FACT + placeholder;
    }

    /// With the values in their places, if the file is SQL.
    String filledIn(String path, String text) {
        return path.endsWith(".sql") ? filledIn(text) : text;
    }

    String filledIn(String text) {
        return values.isEmpty()
                ? text
                : PLACEHOLDER
                        .matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                Optional.ofNullable(values.get(found.group(1))).orElse(found.group())));
    }
}
