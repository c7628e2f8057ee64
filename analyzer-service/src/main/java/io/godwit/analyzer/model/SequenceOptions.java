package io.godwit.analyzer.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The options of a sequence, all of them, whichever are written: those that are not have PostgreSQL's values
/// (documentation of CREATE SEQUENCE).
public final class SequenceOptions {
    private static final Map<String, Long> GREATEST =
            Map.of("smallint", (long) Short.MAX_VALUE, "integer", (long) Integer.MAX_VALUE, "bigint", Long.MAX_VALUE);
    private static final Map<String, Long> SMALLEST =
            Map.of("smallint", (long) Short.MIN_VALUE, "integer", (long) Integer.MIN_VALUE, "bigint", Long.MIN_VALUE);
    private static final Map<String, String> TYPES =
            Map.of("int", "integer", "int4", "integer", "int2", "smallint", "int8", "bigint");

    private SequenceOptions() {}

    /// In the catalog's form: `AS bigint INCREMENT BY 1 MINVALUE 1 …`.
    ///
    /// @param written what stands after the name
    public static String complete(String written) {
        String text = written.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        String named = value(text, "as ([a-z0-9]+)").orElse("bigint");
        String type = TYPES.getOrDefault(named, named);
        long step = number(text, "increment (?:by )?(-?\\d+)").orElse(1L);
        boolean up = step > 0;
        long least =
                number(text, "(?<!no )minvalue (-?\\d+)").orElse(up ? 1L : SMALLEST.getOrDefault(type, Long.MIN_VALUE));
        long most = number(text, "(?<!no )maxvalue (-?\\d+)")
                .orElse(up ? GREATEST.getOrDefault(type, Long.MAX_VALUE) : -1L);
        long first = number(text, "start (?:with )?(-?\\d+)").orElse(up ? least : most);
        long cache = number(text, "cache (\\d+)").orElse(1L);
        boolean cycles = text.matches(".*(?<!no )\\bcycle\\b.*");
        return "AS " + type + " INCREMENT BY " + step + " MINVALUE " + least + " MAXVALUE " + most + " START WITH "
                + first + " CACHE " + cache + (cycles ? " CYCLE" : " NO CYCLE");
    }

    private static Optional<Long> number(String text, String option) {
        return value(text, option).map(Long::valueOf);
    }

    private static Optional<String> value(String text, String option) {
        Matcher found = Pattern.compile("\\b" + option).matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
