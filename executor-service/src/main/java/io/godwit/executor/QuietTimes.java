package io.godwit.executor;

import io.godwit.model.DatabaseName;
import io.godwit.runtime.Durations;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/// How long the old must be unused, by database: a list of `NAME=TIME`.
///
/// @param usual for a database that is not named
record QuietTimes(Duration usual, Map<String, Duration> byDatabase) {
    static final ConfigDef.Validator VALIDATOR = QuietTimes::ensureValid;

    static QuietTimes of(Duration usual, List<String> entries) {
        Map<String, Duration> byDatabase = new HashMap<>();
        for (String entry : entries) {
            String[] parts = entry.split("=", 2);
            byDatabase.put(parts[0].strip(), Durations.parse(parts[1]).orElseThrow());
        }
        return new QuietTimes(usual, byDatabase);
    }

    Duration of(DatabaseName database) {
        return byDatabase.getOrDefault(database.value(), usual);
    }

    private static void ensureValid(String key, @Nullable Object value) {
        if (value instanceof List<?> entries) {
            for (Object entry : entries) {
                String[] parts = String.valueOf(entry).split("=", 2);
                Optional<Duration> time = parts.length == 2 ? Durations.parse(parts[1]) : Optional.empty();
                if (time.isEmpty()) {
                    throw new ConfigException(key, entry, "write DATABASE=TIME, for example shop=1h");
                }
            }
        }
    }
}
