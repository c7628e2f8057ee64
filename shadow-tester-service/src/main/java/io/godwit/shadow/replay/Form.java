package io.godwit.shadow.replay;

import java.math.BigDecimal;
import java.math.MathContext;

/// What makes two values of a column the same although PostgreSQL prints them differently.
enum Form {
    /// Numbers are compared by their value: 5.00 is 5.0000, and stays what it was when a column gets more digits.
    NUMBER,
    /// Sums of floating-point numbers differ in the last digits with the order of addition.
    FLOAT,
    /// All others by how they are printed.
    TEXT;

    private static final MathContext FLOAT_DIGITS = new MathContext(9);

    /// @param type the driver's name of the column's type
    static Form of(String type) {
        return switch (type) {
            case "float4", "float8" -> FLOAT;
            case "numeric", "int2", "int4", "int8", "smallserial", "serial", "bigserial" -> NUMBER;
            default -> TEXT;
        };
    }

    String canonical(String text) {
        return switch (this) {
            case NUMBER -> text.endsWith("0") || text.indexOf('.') >= 0 ? number(text, MathContext.UNLIMITED) : text;
            case FLOAT -> number(text, FLOAT_DIGITS);
            case TEXT -> text;
        };
    }

    /// NaN and the infinities stay as they are.
    private static String number(String text, MathContext digits) {
        try {
            return new BigDecimal(text).round(digits).stripTrailingZeros().toString();
        } catch (NumberFormatException _) {
            return text;
        }
    }
}
