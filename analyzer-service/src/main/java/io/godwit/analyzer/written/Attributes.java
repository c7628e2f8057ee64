package io.godwit.analyzer.written;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a line of Liquibase's formatted SQL says in the form `name:value` or `name:"a value"`.
final class Attributes {
    private static final Pattern ATTRIBUTE = Pattern.compile("(?<name>\\w+):(?:\"(?<quoted>[^\"]*)\"|(?<bare>\\S*))");

    private final Map<String, String> values = new HashMap<>();

    Attributes(String line) {
        Matcher attribute = ATTRIBUTE.matcher(line);
        while (attribute.find()) {
            String value = Optional.ofNullable(attribute.group("quoted")).orElseGet(() -> attribute.group("bare"));
            values.put(attribute.group("name").toLowerCase(Locale.ROOT), value);
        }
    }

    /// @param name in any case
    Optional<String> of(String name) {
        return Optional.ofNullable(values.get(name.toLowerCase(Locale.ROOT))).filter(value -> !value.isBlank());
    }

    /// Whether `dbms` lets PostgreSQL in; where it says nothing, every database is meant.
    boolean isForPostgres() {
        return of("dbms").map(names -> isAmong(names.toLowerCase(Locale.ROOT))).orElse(true);
    }

    private static boolean isAmong(String names) {
        return Stream.of(names.split(","))
                .map(String::strip)
                .anyMatch(name -> name.equals("postgresql")
                        || name.equals("all")
                        || name.startsWith("!") && !name.equals("!postgresql"));
    }
}
