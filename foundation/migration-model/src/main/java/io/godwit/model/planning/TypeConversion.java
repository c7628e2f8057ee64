package io.godwit.model.planning;

import io.godwit.model.catalog.DataType;
import java.util.List;

/// How the values of a column get from one type to another.
///
/// @param casts           whether PostgreSQL has to be told how: the types are not assignable
/// @param keepsEveryValue whether the conversion there and back returns each value
record TypeConversion(DataType from, DataType to, boolean casts, boolean keepsEveryValue) {
    private static final List<String> WIDENING = List.of("smallint", "integer", "bigint", "numeric");

    static TypeConversion of(DataType from, DataType to) {
        String before = family(from);
        String after = family(to);
        boolean prints = after.equals("text") && !from.isArray();
        boolean assignable = before.equals(after) || prints;
        return new TypeConversion(from, to, !assignable, widens(from, to));
    }

    /// Whether only the first element of each list is kept.
    boolean keepsFirstElementOnly() {
        return from.isArray() && !to.isArray() && !to.sql().equals("jsonb");
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
        if (to.isArray() && !from.isArray()) {
            String element = to.sql().substring(0, to.sql().length() - 2);
            return "CASE WHEN " + column + " IS NULL THEN NULL ELSE ARRAY[" + cast(column, element) + "] END";
        }
        if (from.isArray() && to.sql().equals("jsonb")) {
            return "to_jsonb(" + column + ")";
        }
        if (from.isArray() && !to.isArray()) {
            return cast("(" + column + ")[1]", to.sql());
        }
        return from.isArray() ? column + "::text[]::" + to.sql() : cast(column, to.sql());
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
        return number || text || precision;
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
