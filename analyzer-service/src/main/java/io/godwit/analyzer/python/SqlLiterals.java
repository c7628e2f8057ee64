package io.godwit.analyzer.python;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Constants in SQL.
public final class SqlLiterals {
    private SqlLiterals() {}

    /// As a default of a column of that type, the way PostgreSQL prints it; empty for what is no constant of it.
    public static Optional<String> typed(Value value, DataType type) {
        String sql = type.sql();
        if (sql.equals("jsonb") || sql.equals("json")) {
            return value instanceof Value.Nothing
                    ? Optional.empty()
                    : json(value).map(text -> SqlName.literal(text) + "::" + sql);
        }
        return switch (value) {
            case Value.Text(String text) -> Optional.of(SqlName.literal(text) + "::" + bare(sql));
            case Value.Whole(BigInteger number) -> Optional.of(ofNumber(number, sql));
            case Value.Fraction(BigDecimal number) -> Optional.of(ofNumber(number, sql));
            case Value.Truth(boolean isTrue) when sql.equals("boolean") -> Optional.of(isTrue ? "true" : "false");
            case Value.Truth(boolean isTrue) -> Optional.of(ofNumber(isTrue ? BigInteger.ONE : BigInteger.ZERO, sql));
            case Value.Span(long microseconds) -> Optional.of(interval(microseconds));
            case Value.Listed(List<Value> elements) when type.isArray() -> array(elements, type);
            case Value.Listed _, Value.Mapped _, Value.Nothing _, Value.Named _ -> Optional.empty();
        };
    }

    /// As Django writes a `db_default`: plain where the column's type says the rest.
    public static Optional<String> databaseDefault(Value value, DataType type) {
        return switch (value) {
            case Value.Text _, Value.Whole _, Value.Fraction _, Value.Truth _
            when !type.sql().startsWith("json") -> plain(value);
            case Value _ -> typed(value, type);
        };
    }

    /// As an operand; the type comes from the other side.
    public static Optional<String> plain(Value value) {
        return switch (value) {
            case Value.Text(String text) -> Optional.of(SqlName.literal(text));
            case Value.Whole(BigInteger number) -> Optional.of(number.toString());
            case Value.Fraction(BigDecimal number) -> Optional.of(number.toPlainString());
            case Value.Truth(boolean isTrue) -> Optional.of(isTrue ? "true" : "false");
            case Value.Nothing _ -> Optional.of("NULL");
            case Value.Span(long microseconds) -> Optional.of(interval(microseconds));
            case Value.Listed _, Value.Mapped _, Value.Named _ -> Optional.empty();
        };
    }

    static String interval(long microseconds) {
        long days = microseconds / 86_400_000_000L;
        long rest = microseconds % 86_400_000_000L;
        String time = String.format(
                java.util.Locale.ROOT,
                "%s%02d:%02d:%02d",
                rest < 0 ? "-" : "",
                Math.abs(rest) / 3_600_000_000L,
                Math.abs(rest) / 60_000_000L % 60,
                Math.abs(rest) / 1_000_000L % 60);
        long fraction = Math.abs(rest) % 1_000_000L;
        String part = fraction == 0 ? "" : String.format(java.util.Locale.ROOT, ".%06d", fraction);
        String dayPart = days == 0 ? "" : days + (Math.abs(days) == 1 ? " day" : " days");
        String timePart = rest == 0 && days != 0 ? "" : time + part;
        return SqlName.literal((dayPart + " " + timePart).strip()) + "::interval";
    }

    private static String ofNumber(Number number, String type) {
        String digits = number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
        if (type.startsWith("character varying") || type.equals("text")) {
            return SqlName.literal(digits) + "::" + bare(type);
        }
        boolean printsBare = !digits.startsWith("-")
                && (type.equals("integer")
                        || type.startsWith("numeric")
                        || type.equals("double precision")
                        || type.equals("smallint")
                        || type.equals("bigint"));
        return printsBare ? digits : SqlName.literal(digits) + "::" + bare(type);
    }

    private static Optional<String> array(List<Value> elements, DataType type) {
        if (elements.isEmpty()) {
            return Optional.of("'{}'::" + bare(type.sql()));
        }
        List<String> literals =
                elements.stream().flatMap(element -> plain(element).stream()).toList();
        return literals.size() == elements.size()
                ? Optional.of("ARRAY[" + String.join(", ", literals) + "]::" + type.sql())
                : Optional.empty();
    }

    /// PostgreSQL prints the type of a constant without its length.
    private static String bare(String type) {
        return type.replaceFirst("\\([0-9, ]+\\)", "");
    }

    /// JSON text as Python's `json.dumps` writes it; empty for what has none.
    public static Optional<String> json(Value value) {
        return switch (value) {
            case Value.Text(String text) -> Optional.of(quoted(text));
            case Value.Whole(BigInteger number) -> Optional.of(number.toString());
            case Value.Fraction(BigDecimal number) -> Optional.of(number.toPlainString());
            case Value.Truth(boolean isTrue) -> Optional.of(isTrue ? "true" : "false");
            case Value.Nothing _ -> Optional.of("null");
            case Value.Listed(List<Value> elements) -> {
                List<String> texts = elements.stream()
                        .flatMap(element -> json(element).stream())
                        .toList();
                yield texts.size() == elements.size()
                        ? Optional.of("[" + String.join(", ", texts) + "]")
                        : Optional.empty();
            }
            case Value.Mapped(Map<Value, Value> entries) -> {
                List<String> texts = entries.entrySet().stream()
                        .flatMap(entry -> json(entry.getValue()).stream()
                                .flatMap(inner -> key(entry.getKey()).stream().map(key -> key + ": " + inner)))
                        .toList();
                yield texts.size() == entries.size()
                        ? Optional.of(texts.stream().collect(Collectors.joining(", ", "{", "}")))
                        : Optional.empty();
            }
            case Value.Span _, Value.Named _ -> Optional.empty();
        };
    }

    private static Optional<String> key(Value key) {
        return switch (key) {
            case Value.Text(String text) -> Optional.of(quoted(text));
            case Value.Whole(BigInteger number) -> Optional.of(quoted(number.toString()));
            case Value _ -> Optional.empty();
        };
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(each -> {
            switch (each) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (each < ' ') {
                        json.append(String.format(java.util.Locale.ROOT, "\\u%04x", each));
                    } else {
                        json.append((char) each);
                    }
                }
            }
        });
        return json.append('"').toString();
    }
}
