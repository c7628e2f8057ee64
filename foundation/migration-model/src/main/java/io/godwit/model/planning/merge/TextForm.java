package io.godwit.model.planning.merge;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.Table;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a column's value looks as text, and how it is read back from it.
///
/// @param catalog knows the labels of enums
record TextForm(Table table, Column column, Catalog catalog) {
    private static final Pattern TEXT = Pattern.compile("text|citext|varchar\\b.*|character varying.*");
    private static final Pattern WHOLE = Pattern.compile("smallint|integer|bigint");

    static boolean isText(String type) {
        return TEXT.matcher(type).matches();
    }

    /// Whether no value of the column can contain the separator or share a character with its beginning.
    boolean without(String separator) {
        String first = separator.substring(0, 1);
        String type = column.type().sql();
        if (WHOLE.matcher(type).matches()) {
            return !"-0123456789".contains(first);
        }
        if (type.equals("uuid")) {
            return !"-0123456789abcdef".contains(first);
        }
        if (type.equals("boolean")) {
            return !"truefals".contains(first);
        }
        return catalog.enums().values().stream()
                        .filter(known -> DataType.of(known.name()).equals(column.type()))
                        .anyMatch(known -> known.labels().stream().noneMatch(label -> label.contains(first)))
                || isText(type) && separator.length() == 1 && forbidden(separator);
    }

    /// Whether a validated check keeps the character out, as PostgreSQL prints the usual forms.
    private boolean forbidden(String character) {
        String name = SqlName.quoted(column.name());
        String bare = "\\(*\"?" + Pattern.quote(column.name()) + "\"?\\)*(::text)?\\)*";
        String literal = "\\(*" + Pattern.quote(SqlName.literal(character)) + "(::text)?\\)*";
        String like = Pattern.quote(SqlName.literal("%" + character + "%")) + "(::text)?";
        Pattern known = Pattern.compile("\\(*(" + bare + " !~~ " + like + "|strpos\\(" + bare + ", " + literal
                + "\\) = 0|POSITION\\(\\(" + literal + "\\) IN \\(" + bare + "\\)\\) = 0|" + bare + " !~ " + literal
                + ")\\)*");
        return table.constraints().stream()
                .anyMatch(constraint -> constraint instanceof Constraint.Check check
                        && check.validated()
                        && (check.expression().contains(column.name())
                                || check.expression().contains(name))
                        && known.matcher(check.expression()).matches());
    }

    /// A value of the column's type from a piece of text; NULL where the text is none. Empty for a type that is not
    /// read back.
    Optional<String> read(String text) {
        String type = column.type().sql();
        if (isText(type)) {
            return Optional.of(type.equals("text") ? text : "(" + text + ")::" + type);
        }
        String value = "(" + text + ")::" + type;
        return switch (type) {
            case "smallint" -> Optional.of(whole(text, value, "-32768", "32767"));
            case "integer" -> Optional.of(whole(text, value, "-2147483648", "2147483647"));
            case "bigint" -> Optional.of(whole(text, value, "-9223372036854775808", "9223372036854775807"));
            case "boolean" -> Optional.of(where(text, "^(true|false)$", value));
            case "uuid" -> Optional.of(where(text, "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", value));
            default -> labels(text);
        };
    }

    private static String whole(String text, String value, String least, String most) {
        return where(
                text,
                "^-?[0-9]{1,19}$",
                "CASE WHEN (" + text + ")::numeric BETWEEN " + least + " AND " + most + " THEN " + value + " END");
    }

    private static String where(String text, String pattern, String value) {
        return "CASE WHEN " + text + " ~ " + SqlName.literal(pattern) + " THEN " + value + " END";
    }

    private Optional<String> labels(String text) {
        return catalog.enums().values().stream()
                .filter(known -> DataType.of(known.name()).equals(column.type()))
                .findFirst()
                .map(known -> "CASE WHEN " + text + " IN ("
                        + String.join(
                                ", ",
                                known.labels().stream().map(SqlName::literal).toList())
                        + ") THEN (" + text + ")::" + column.type().sql() + " END");
    }
}
