package io.godwit.analyzer.prisma;

import io.godwit.analyzer.prisma.Declaration.Expression;
import io.godwit.model.SqlName;
import io.godwit.model.catalog.DataType;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The default a `@default(...)` gives a column in the database, printed as PostgreSQL prints it back, so that it can
/// be compared with the live one. Empty for what Prisma fills in by itself (`uuid()`, `cuid()`, ...).
final class ColumnDefaults {
    private ColumnDefaults() {}

    /// @param scalar    the field's Prisma type
    /// @param type      the column's type; an array's for a list
    /// @param enumLabel from an enum value's name to its label in the database
    static Optional<String> of(Expression value, String scalar, DataType type, UnaryOperator<String> enumLabel) {
        return switch (value) {
            case Expression.Call call -> ofFunction(call);
            case Expression.Listed(var elements) -> {
                DataType element = elementOf(type);
                String printed = elements.stream()
                        .flatMap(item -> element(item, scalar, element, enumLabel).stream())
                        .collect(Collectors.joining(", "));
                yield Optional.of(printed.isEmpty() ? "ARRAY[]::" + type.sql() : "ARRAY[" + printed + "]");
            }
            case Expression.Word(String word) when word.equals("true") || word.equals("false") -> Optional.of(word);
            case Expression.Word(String word) -> Optional.of(text(enumLabel.apply(word), type));
            case Expression.Number(String digits) -> Optional.of(number(digits, type));
            case Expression.Text(String text) -> Optional.of(text(inDatabase(text, scalar, type), type));
            case Expression.Mapped _ -> Optional.empty();
        };
    }

    /// In a list each element has the type of the list's elements, modifiers and all.
    private static Optional<String> element(
            Expression value, String scalar, DataType type, UnaryOperator<String> enumLabel) {
        return of(value, scalar, type, enumLabel).map(printed -> {
            String cast = "::" + (type.sql().equals("character") ? "bpchar" : type.sql());
            if (!(value instanceof Expression.Number)) {
                return printed.startsWith("'") ? printed.substring(0, printed.lastIndexOf("'") + 1) + cast : printed;
            }
            boolean fraction = printed.contains(".");
            if (fraction && type.sql().startsWith("numeric")) {
                return printed.startsWith("'")
                        ? printed.substring(0, printed.lastIndexOf("'") + 1) + cast
                        : printed + cast;
            }
            boolean same = printed.endsWith(cast) || type.sql().equals("integer");
            return same ? printed : "(" + printed + ")" + cast;
        });
    }

    private static Optional<String> ofFunction(Expression.Call call) {
        return switch (call.name()) {
            case "now" -> Optional.of("CURRENT_TIMESTAMP");
            case "dbgenerated" ->
                call.arguments().stream()
                        .flatMap(argument -> argument.value().asText().stream())
                        .filter(sql -> !sql.isBlank())
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private static String number(String digits, DataType type) {
        boolean ofText = type.sql().startsWith("text") || type.sql().startsWith("character");
        if (ofText) {
            return text(digits, type);
        }
        if (digits.contains(".") || digits.contains("e") || digits.contains("E")) {
            return digits.startsWith("-") ? "'" + digits + "'::numeric" : digits;
        }
        boolean small = digits.length() < 10 || isInteger(digits);
        if (small) {
            return digits.startsWith("-") ? "'" + digits + "'::integer" : digits;
        }
        return "'" + digits + "'::bigint";
    }

    private static boolean isInteger(String digits) {
        try {
            Integer.parseInt(digits);
            return true;
        } catch (NumberFormatException tooLarge) {
            return false;
        }
    }

    private static String inDatabase(String text, String scalar, DataType type) {
        return switch (scalar) {
            case "DateTime" -> timestamp(text, type);
            case "Bytes" -> "\\x" + HexFormat.of().formatHex(decoded(text));
            default -> text;
        };
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private static String timestamp(String iso, DataType type) {
        try {
            OffsetDateTime instant = OffsetDateTime.parse(iso).withOffsetSameInstant(ZoneOffset.UTC);
            String pattern = instant.getNano() == 0 ? "uuuu-MM-dd HH:mm:ss" : "uuuu-MM-dd HH:mm:ss.SSS";
            String printed = DateTimeFormatter.ofPattern(pattern).format(instant);
            return type.sql().endsWith("with time zone") ? printed + "+00" : printed;
        } catch (DateTimeException notAnInstant) {
            return iso;
        }
    }

    /// A string constant with its type, without modifiers, as `pg_get_expr` prints it.
    private static String text(String value, DataType type) {
        String sql = type.sql().replaceFirst("\\(\\d+(,\\d+)?\\)", "");
        return SqlName.literal(value) + "::" + (sql.equals("character") ? "bpchar" : sql);
    }

    private static DataType elementOf(DataType type) {
        return type.isArray() ? new DataType(type.sql().substring(0, type.sql().length() - 2)) : type;
    }
}
