package io.godwit.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/// A column's value as Debezium gives it, as a text PostgreSQL reads back as the same value.
final class ColumnText {
    /// What Debezium is told to put where the log has no value.
    static final String UNAVAILABLE = "\u0001godwit-unavailable";

    private ColumnText() {}

    static String of(Object value) {
        return switch (value) {
            case ByteBuffer bytes -> new String(bytes(bytes), StandardCharsets.UTF_8);
            case byte[] bytes -> "\\x" + HexFormat.of().formatHex(bytes);
            case List<?> elements -> array(elements);
            case Map<?, ?> entries -> entries.toString();
            case Struct point when point.schema().field("x") != null ->
                "(" + point.get("x") + "," + point.get("y") + ")";
            default -> value.toString();
        };
    }

    static boolean isUnavailable(Object value) {
        return switch (value) {
            case String text -> text.equals(UNAVAILABLE) || text.equals(hex(UNAVAILABLE));
            case ByteBuffer bytes -> new String(bytes(bytes.duplicate()), StandardCharsets.UTF_8).equals(UNAVAILABLE);
            case List<?> elements -> elements.size() == 1 && elements.getFirst() instanceof Object only && isUnavailable(only);
            default -> false;
        };
    }

    /// PostgreSQL's array constant, every element quoted.
    private static String array(List<?> elements) {
        StringBuilder text = new StringBuilder("{");
        for (@Nullable Object element : elements) {
            if (text.length() > 1) {
                text.append(',');
            }
            if (element == null) {
                text.append("NULL");
            } else if (element instanceof List<?> inner) {
                text.append(array(inner));
            } else {
                text.append('"')
                        .append(of(element).replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            }
        }
        return text.append('}').toString();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
