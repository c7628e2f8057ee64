package io.godwit.model.planning;

import io.godwit.model.catalog.DataType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the values of a column get from one type to another.
///
/// @param casts           whether PostgreSQL has to be told how: the types are not assignable
/// @param keepsEveryValue whether the conversion there and back returns each value
/// @param given           the expression for the new value where somebody said it
record TypeConversion(DataType from, DataType to, boolean casts, boolean keepsEveryValue, Optional<String> given) {
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+");

    /// Stands for the column's name, which is not known here; no text of SQL holds it.
    private static final String COLUMN = "\u0000";

    private static final List<String> WIDENING = List.of("smallint", "integer", "bigint", "numeric");

    static TypeConversion of(DataType from, DataType to) {
        String before = family(from);
        String after = family(to);
        boolean prints = after.equals("text") && !from.isArray();
        boolean assignable = before.equals(after) || prints;
        return new TypeConversion(from, to, !assignable, widens(from, to), Optional.empty());
    }

    /// By this expression over the column, where there is one.
    TypeConversion by(Optional<String> expression) {
        return new TypeConversion(
                from, to, casts || expression.isPresent(), keepsEveryValue && expression.isEmpty(), expression);
    }

    /// The same, but that this text becomes NULL where PostgreSQL might refuse it.
    ///
    /// @param value in SQL; empty for none
    TypeConversion emptying(Optional<String> value) {
        return value.isPresent() && given.isEmpty() && family(from).equals("text") && !from.isArray() && mayRefuse()
                ? by(Optional.of("NULLIF(" + COLUMN + ", " + value.get() + ")::text"))
                : this;
    }

    /// Whether PostgreSQL may refuse a value: a text that is too long, a number that is too large. Digits behind the
    /// point and parts of a second are rounded and never refused.
    boolean mayRefuse() {
        if (casts) {
            return true;
        }
        List<Integer> room = modifiers(to);
        return switch (family(to)) {
            case "text", "bits" -> !room.isEmpty() && !lengthens(from, to);
            case "number" -> wholeDigits(to) < wholeDigits(from);
            default -> false;
        };
    }

    /// How many digits before the point a number of the type may have.
    private static int wholeDigits(DataType type) {
        List<Integer> room = modifiers(type);
        return switch (bare(type)) {
            case "smallint" -> 5;
            case "integer" -> 10;
            case "bigint" -> 19;
            case "numeric" ->
                room.isEmpty() ? Integer.MAX_VALUE : room.getFirst() - (room.size() > 1 ? room.get(1) : 0);
            default -> Integer.MAX_VALUE;
        };
    }

    /// Whether only the first element of each list is kept.
    boolean keepsFirstElementOnly() {
        return given.isEmpty()
                && from.isArray()
                && !to.isArray()
                && !to.sql().equals("jsonb")
                && !family(to).equals("text");
    }

    /// The part after SET DATA TYPE.
    ///
    /// @param column the column's name in quotes
    String sql(String column) {
        return casts ? to.sql() + " USING " + expression(column) : to.sql();
    }

    /// What a value becomes.
    ///
    /// @param column the column's name in quotes
    String expression(String column) {
        if (given.isPresent()) {
            return "(" + given.get().replace(COLUMN, column) + ")::" + to.sql();
        }
        if (to.isArray() && !from.isArray()) {
            String element = to.sql().substring(0, to.sql().length() - 2);
            return "CASE WHEN " + column + " IS NULL THEN NULL ELSE ARRAY[" + cast(column, element) + "] END";
        }
        if (from.isArray() && to.sql().equals("jsonb")) {
            return "to_jsonb(" + column + ")";
        }
        if (from.isArray() && !to.isArray()) {
            return family(to).equals("text")
                    ? "array_to_string(" + column + ", ',')::" + to.sql()
                    : cast("(" + column + ")[1]", to.sql());
        }
        if (from.sql().equals("boolean") && family(to).equals("number")) {
            return column + "::integer::" + to.sql();
        }
        if (family(from).equals("number") && to.sql().equals("boolean")) {
            return column + " <> 0";
        }
        return from.isArray() ? column + "::text[]::" + to.sql() : cast(column, to.sql());
    }

    /// An expression that fails for a value PostgreSQL would refuse. A cast would cut a text that is too long where the
    /// column's own conversion refuses it. The divisor is zero, in a way PostgreSQL does not see before it looks
    /// at a row.
    ///
    /// @param column the column's name in quotes
    String check(String column) {
        List<Integer> room = modifiers(to);
        return casts || room.isEmpty() || !bare(to).startsWith("character")
                ? expression(column)
                : "CASE WHEN length(rtrim(" + column + "::text)) > " + room.getFirst() + " THEN 1 / length(left("
                        + column + "::text, 0)) END";
    }

    private static String cast(String value, String type) {
        return value + "::text::" + type;
    }

    private static boolean widens(DataType from, DataType to) {
        int before = WIDENING.indexOf(bare(from));
        int after = WIDENING.indexOf(bare(to));
        boolean number = before >= 0 && before < after;
        boolean text = bare(from).equals("character varying") && to.sql().equals("text");
        boolean precision =
                from.sql().equals("timestamp(3) without time zone") && to.sql().equals("timestamp without time zone");
        return number || text || precision || lengthens(from, to) || hasRoom(from, to);
    }

    /// Whether every text of the one type fits into the other.
    private static boolean lengthens(DataType from, DataType to) {
        if (!bare(from).equals("character varying") || !bare(to).equals("character varying")) {
            return false;
        }
        List<Integer> before = modifiers(from);
        List<Integer> after = modifiers(to);
        return after.isEmpty() || !before.isEmpty() && before.getFirst() <= after.getFirst();
    }

    /// Whether the other type has as many digits before and behind the point.
    private static boolean hasRoom(DataType from, DataType to) {
        List<Integer> before = modifiers(from);
        List<Integer> after = modifiers(to);
        return bare(from).equals("numeric")
                && bare(to).equals("numeric")
                && !before.isEmpty()
                && (after.isEmpty()
                        || before.getLast() <= after.getLast()
                                && before.getFirst() - before.getLast() <= after.getFirst() - after.getLast());
    }

    /// The numbers in parentheses; none for a type without, or an array's.
    private static List<Integer> modifiers(DataType type) {
        Matcher numbers = NUMBERS.matcher(type.sql());
        return type.isArray() || !type.sql().contains("(")
                ? List.of()
                : numbers.results().map(found -> Integer.valueOf(found.group())).toList();
    }

    private static String family(DataType type) {
        return switch (bare(type)) {
            case "smallint", "integer", "bigint", "numeric", "real", "double precision" -> "number";
            case "text", "character varying", "character", "public.citext" -> "text";
            case "timestamp without time zone", "timestamp with time zone", "date" -> "time";
            case "json", "jsonb" -> "json";
            case "bit", "bit varying" -> "bits";
            default -> bare(type);
        };
    }

    private static String bare(DataType type) {
        return type.sql().replaceFirst("\\([0-9, ]+\\)", "");
    }
}
