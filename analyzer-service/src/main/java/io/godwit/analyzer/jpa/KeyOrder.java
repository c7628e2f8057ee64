package io.godwit.analyzer.jpa;

import io.godwit.model.catalog.DataType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The order of a key's columns: the small ones first, then by name, as Hibernate's `ColumnOrderingStrategyStandard`
/// has it.
record KeyOrder(long bytes, String physicalName) implements Comparable<KeyOrder> {
    private static final Pattern TEXT = Pattern.compile("(?:character varying|character)\\((\\d+)\\)");
    private static final long USUAL_TEXT_LENGTH = 255;
    private static final long LONGEST_TEXT = 10_485_760;
    private static final int SMALLEST = 4;

    /// @param physicalName as Hibernate writes it, not folded
    static KeyOrder of(DataType type, String physicalName) {
        return new KeyOrder(Math.max(SMALLEST, bytes(type.sql())), physicalName);
    }

    private static long bytes(String type) {
        Matcher text = TEXT.matcher(type);
        if (text.matches()) {
            long length = Long.parseLong(text.group(1));
            return length == USUAL_TEXT_LENGTH ? LONGEST_TEXT : length;
        }
        return switch (type.replaceFirst("\\(.*?\\)", "").replaceFirst(" with(out)? time zone", "")) {
            case "boolean", "smallint", "integer", "real", "date", "time", "numeric" -> SMALLEST;
            case "bigint", "double precision", "timestamp" -> 8;
            case "uuid" -> 16;
            case "inet" -> 19;
            case "bytea" -> LONGEST_TEXT;
            case String _ -> Integer.MAX_VALUE;
        };
    }

    @Override
    public int compareTo(KeyOrder other) {
        int bySize = Long.compare(bytes, other.bytes);
        return bySize != 0 ? bySize : physicalName.compareTo(other.physicalName);
    }
}
