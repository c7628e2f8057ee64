package io.godwit.runtime;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/// Lengths of time in the configuration: `250ms`, `20s`, `5m`, `6h`, `7d`, or ISO 8601 (`PT20S`). A key that holds one
/// is defined with the type STRING and this validator.
public final class Durations implements ConfigDef.Validator {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

    private final Duration least;

    private Durations(Duration least) {
        this.least = least;
    }

    /// Accepts zero and more.
    public static Durations any() {
        return new Durations(Duration.ZERO);
    }

    /// Accepts nothing below that length.
    public static Durations atLeast(Duration least) {
        return new Durations(least);
    }

    /// The length a text stands for; empty if it stands for none.
    public static Optional<Duration> parse(String text) {
        Matcher matcher = SHORT.matcher(text.strip());
        if (matcher.matches()) {
            long count = Long.parseLong(matcher.group(1));
            return Optional.of(
                    switch (matcher.group(2)) {
                        case "ms" -> Duration.ofMillis(count);
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    });
        }
        try {
            return Optional.of(Duration.parse(text.strip()));
        } catch (DateTimeParseException notOne) {
            return Optional.empty();
        }
    }

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value == null) {
            return;
        }
        Optional<Duration> length = parse(value.toString());
        if (length.isEmpty()) {
            throw new ConfigException(key, value, "write a length of time, for example 250ms, 20s, 5m, 6h or 7d");
        }
        if (length.get().compareTo(least) < 0) {
            throw new ConfigException(key, value, "must be at least " + text(least));
        }
    }

    static String text(Duration length) {
        return length.toMillis() % 1000 == 0 ? length.toSeconds() + "s" : length.toMillis() + "ms";
    }

    @Override
    public String toString() {
        return least.isZero() ? "a length of time" : "a length of time from " + text(least);
    }
}
