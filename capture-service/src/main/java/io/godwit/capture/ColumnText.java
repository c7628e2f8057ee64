package io.godwit.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/// A column's value as Debezium gives it, as a text PostgreSQL reads back as the same value.
final class ColumnText {
    /// What Debezium is told to put where the log has no value.
    static final String UNAVAILABLE = "\u0001godwit-unavailable";

    private static final Set<String> WITHOUT_ZONE = Set.of("date", "time", "timestamp");

    private ColumnText() {}

    /// @param type PostgreSQL's name of the column's type
    static String of(Object value, String type) {
        return switch (value) {
            case ByteBuffer bytes
            when type.equalsIgnoreCase("bytea") -> "\\x" + HexFormat.of().formatHex(bytes(bytes));
            // Types Debezium does not know come as the bytes of their text.
            case ByteBuffer bytes -> new String(bytes(bytes), StandardCharsets.UTF_8);
            case List<?> elements -> array(elements, type.replaceFirst("^_", ""));
            case Map<?, ?> entries -> entries.toString();
            case Struct point
            when point.schema().field("x") != null -> "(" + point.get("x") + "," + point.get("y") + ")";
            // Debezium writes types without a time zone as if they were in UTC.
            case String time
            when WITHOUT_ZONE.contains(type.toLowerCase(Locale.ROOT)) && time.endsWith("Z") ->
                time.substring(0, time.length() - 1);
            default -> value.toString();
        };
    }

    static boolean isUnavailable(Object value) {
        return switch (value) {
            case String text -> text.equals(UNAVAILABLE);
            case ByteBuffer bytes -> new String(bytes(bytes.duplicate()), StandardCharsets.UTF_8).equals(UNAVAILABLE);
            case List<?> elements ->
                elements.size() == 1 && elements.getFirst() instanceof Object only && isUnavailable(only);
            default -> false;
        };
    }

    /// PostgreSQL's array constant, every element quoted.
    private static String array(List<?> elements, String type) {
        StringBuilder text = new StringBuilder("{");
        for (@Nullable Object element : elements) {
            if (text.length() > 1) {
                text.append(',');
            }
            if (element == null) {
                text.append("NULL");
            } else if (element instanceof List<?> inner) {
                text.append(array(inner, type));
            } else {
                text.append('"')
                        .append(of(element, type).replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            }
        }
        return text.append('}').toString();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
