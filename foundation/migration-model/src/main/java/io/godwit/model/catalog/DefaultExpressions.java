package io.godwit.model.catalog;

import io.godwit.model.SqlName;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Default expressions as people write them in the catalog's form, that of `pg_get_expr`, as far as that can be told
/// without the server: constants with and without casts, and the usual functions. Others stay as written.
public final class DefaultExpressions {
    private static final Pattern CONSTANT =
            Pattern.compile("(?is)(?<escaped>e)?'(?<text>[^'\\\\]*+(?:(?:''|\\\\.)[^'\\\\]*+)*+)'");
    private static final Pattern CAST =
            Pattern.compile("(?is)(?<value>(?:e)?'[^'\\\\]*+(?:(?:''|\\\\.)[^'\\\\]*+)*+')\\s*::\\s*(?<type>[^:']+)");
    private static final Pattern EMPTY_ARRAY = Pattern.compile("(?is)array\\s*\\[\\s*\\]\\s*::\\s*(?<type>.+)");
    private static final Pattern ARRAY_OF_CONSTANTS = Pattern.compile(
            "(?is)array\\s*\\[(?<elements>\\s*e?'[^'\\\\]*+(?:''[^'\\\\]*+)*+'(?:\\s*,\\s*e?'[^'\\\\]*+(?:''[^'\\\\]*+)*+')*\\s*)\\](?:\\s*::\\s*(?<type>.+))?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

    private DefaultExpressions() {}

    /// @param written as it stands behind DEFAULT
    /// @param type    the column's type, in the catalog's form
    /// @return empty for NULL, which is no default
    public static Optional<String> catalogForm(String written, DataType type, String defaultSchema) {
        String bare = unwrapped(written.strip());
        if (bare.toLowerCase(Locale.ROOT).matches("null(\\s*::.*)?")) {
            return Optional.empty();
        }
        return Optional.of(printed(bare, type, defaultSchema));
    }

    private static String printed(String bare, DataType type, String defaultSchema) {
        Matcher emptyArray = EMPTY_ARRAY.matcher(bare);
        if (emptyArray.matches()) {
            return "ARRAY[]::" + withoutModifiers(TypeNames.catalogForm(emptyArray.group("type"), defaultSchema));
        }
        Matcher array = ARRAY_OF_CONSTANTS.matcher(bare);
        if (array.matches()) {
            DataType list =
                    array.group("type") == null ? type : TypeNames.catalogForm(array.group("type"), defaultSchema);
            DataType element = new DataType(list.sql().replaceFirst("(\\[\\])+$", ""));
            return CONSTANT.matcher(array.group("elements"))
                    .results()
                    .map(each -> printed(each.group(), element, defaultSchema))
                    .collect(java.util.stream.Collectors.joining(", ", "ARRAY[", "]"));
        }
        Matcher cast = CAST.matcher(bare);
        if (cast.matches()) {
            Matcher constant = CONSTANT.matcher(cast.group("value"));
            if (constant.matches()) {
                return constant(constant, TypeNames.catalogForm(cast.group("type"), defaultSchema));
            }
        }
        Matcher constant = CONSTANT.matcher(bare);
        if (constant.matches()) {
            return constant(constant, type);
        }
        if (NUMBER.matcher(bare).matches()) {
            return number(bare);
        }
        return keyword(bare);
    }

    private static String keyword(String bare) {
        String folded = bare.toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
        return switch (folded) {
            case "true", "false" -> folded;
            case "now()" -> "now()";
            case "uuid_generate_v4()", "public.uuid_generate_v4()" -> "public.uuid_generate_v4()";
            case "gen_random_uuid()", "pg_catalog.gen_random_uuid()" -> "gen_random_uuid()";
            case "current_date", "current_user", "session_user", "localtimestamp" -> folded.toUpperCase(Locale.ROOT);
            default -> folded.matches("current_timestamp(\\(\\d\\))?") ? folded.toUpperCase(Locale.ROOT) : bare;
        };
    }

    private static String number(String digits) {
        if (!digits.startsWith("-")) {
            return digits.startsWith("+") ? digits.substring(1) : digits;
        }
        return "'" + digits + "'::" + (digits.contains(".") ? "numeric" : digits.length() > 10 ? "bigint" : "integer");
    }

    private static String constant(Matcher constant, DataType type) {
        String text = constant.group("text").replace("''", "'");
        if (constant.group("escaped") != null) {
            text = text.replace("\\'", "'").replace("\\\\", "\\");
        }
        if (type.sql().equals("integer") && text.matches("\\d+")) {
            return text;
        }
        if (type.sql().equals("boolean") && text.matches("(?i)t|true|f|false")) {
            return String.valueOf(text.toLowerCase(Locale.ROOT).startsWith("t"));
        }
        String printed = withoutModifiers(type);
        return SqlName.literal(text) + "::" + (printed.equals("character") ? "bpchar" : printed);
    }

    private static String withoutModifiers(DataType type) {
        return type.sql().replaceFirst("\\(\\d+(,\\d+)?\\)", "");
    }

    /// Without parentheses that enclose the whole.
    private static String unwrapped(String expression) {
        if (!expression.startsWith("(") || !expression.endsWith(")")) {
            return expression;
        }
        int depth = 0;
        for (int i = 0; i < expression.length() - 1; i++) {
            depth += expression.charAt(i) == '(' ? 1 : expression.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return expression;
            }
        }
        return unwrapped(expression.substring(1, expression.length() - 1).strip());
    }
}
