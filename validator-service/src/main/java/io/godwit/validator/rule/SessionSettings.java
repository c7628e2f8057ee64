package io.godwit.validator.rule;

import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `SET` statements have set.
///
/// @param values by parameter in lower case, as written without quotes
public record SessionSettings(Map<String, String> values) {
    private static final Pattern SET = Pattern.compile(
            "(?is)^\\s*set\\s+(?:local\\s+|session\\s+)?([\\w.]+)\\s*(?:=|\\bto\\b)\\s*'?([^';]*)'?\\s*;?\\s*$");
    private static final Pattern RESET = Pattern.compile("(?is)^\\s*reset\\s+([\\w.]+)\\s*;?\\s*$");
    private static final Pattern TIME = Pattern.compile("(?i)(\\d{1,12})(?:\\.\\d+)?\\s*(us|ms|s|min|h|d)?");

    public SessionSettings {
        values = Map.copyOf(values);
    }

    public static SessionSettings none() {
        return new SessionSettings(Map.of());
    }

    public static SessionSettings lockTimeout(Duration limit) {
        return limit.isZero() ? none() : new SessionSettings(Map.of("lock_timeout", limit.toMillis() + "ms"));
    }

    public SessionSettings and(ParsedStatement statement) {
        if (!(statement.statement() instanceof Statement.Setting)) {
            return this;
        }
        Map<String, String> after = new HashMap<>(values);
        Matcher set = SET.matcher(statement.text());
        Matcher reset = RESET.matcher(statement.text());
        if (set.matches()) {
            after.put(set.group(1).toLowerCase(Locale.ROOT), set.group(2).strip());
        } else if (reset.matches() && reset.group(1).equalsIgnoreCase("all")) {
            after.clear();
        } else if (reset.matches()) {
            after.remove(reset.group(1).toLowerCase(Locale.ROOT));
        }
        return new SessionSettings(after);
    }

    /// A limit in time; empty where none is set, or one whose value is not written out.
    Optional<Duration> limit(String parameter) {
        Matcher time = TIME.matcher(values.getOrDefault(parameter, ""));
        if (!time.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(time.group(1));
        String unit = Optional.ofNullable(time.group(2)).orElse("ms").toLowerCase(Locale.ROOT);
        return Optional.of(
                switch (unit) {
                    case "us" -> Duration.ofNanos(number * 1000);
                    case "s" -> Duration.ofSeconds(number);
                    case "min" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    case "d" -> Duration.ofDays(number);
                    default -> Duration.ofMillis(number);
                });
    }

    /// Whether it is set, and not to zero, which means without end.
    boolean limits(String parameter) {
        return values.containsKey(parameter)
                && limit(parameter).map(Duration::isPositive).orElse(true);
    }
}
