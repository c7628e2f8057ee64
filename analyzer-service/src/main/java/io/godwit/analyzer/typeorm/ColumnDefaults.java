package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.typeorm.script.Calls;
import io.godwit.analyzer.typeorm.script.Evaluation;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.analyzer.typeorm.script.Value.Fields;
import io.godwit.analyzer.typeorm.script.Value.Function;
import io.godwit.analyzer.typeorm.script.Value.Items;
import io.godwit.model.SqlName;
import io.godwit.model.catalog.DataType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// From a column's default to the expression PostgreSQL keeps of it.
final class ColumnDefaults {
    /// What date columns that fill themselves have for a default.
    static final Value NOW = new Value.External("", "now()");

    private static final Pattern PRECISION = Pattern.compile("\\(\\d+\\)");

    private final Calls calls;

    ColumnDefaults(Evaluation evaluation) {
        this.calls = new Calls(evaluation);
    }

    /// A default, or why there is none that is known.
    record Found(Optional<String> expression, Optional<String> problem) {
        static Found of(String expression) {
            return new Found(Optional.of(expression), Optional.empty());
        }

        static Found none() {
            return new Found(Optional.empty(), Optional.empty());
        }

        static Found notKnown(String why) {
            return new Found(Optional.empty(), Optional.of(why));
        }
    }

    Found of(ColumnDraft column, DataType type) {
        Value value = column.defaultValue;
        if (value.equals(NOW)) {
            return Found.of("now()");
        }
        if (column.array && value instanceof Items(List<Value> items)) {
            return items.stream().allMatch(item -> item.printed().isPresent())
                    ? Found.of(constant(
                            items.stream()
                                    .map(item -> item.printed().orElse(""))
                                    .collect(Collectors.joining(",", "{", "}")),
                            type))
                    : Found.notKnown("not every element of the default is known");
        }
        return switch (value) {
            case Value.Undefined _, Value.Nothing _ -> Found.none();
            case Value.Text _, Value.Numeric _ ->
                Found.of(constant(value.printed().orElse(""), type));
            case Value.Truth(boolean truth) ->
                Found.of(
                        type.sql().equals("boolean") || !column.isEnum()
                                ? String.valueOf(truth)
                                : constant(String.valueOf(truth), type));
            case Function function -> computed(function);
            case Fields _, Items _ ->
                json(value)
                        .map(json -> Found.of(constant(json, type)))
                        .orElse(Found.notKnown("not every part of the default is known"));
            case Value.Unknown(var _, String why) -> Found.notKnown(why);
            case Value.External _, Value.ClassReference _, Value.Enumeration _, Value.Module _, Value.Instance _ ->
                Found.notKnown("the default is only known when the program runs");
        };
    }

    private Found computed(Function function) {
        return calls.result(function, List.of())
                .asText()
                .map(sql -> Found.of(dateFunction(sql)))
                .orElse(Found.notKnown("the default is only known when the program runs"));
    }

    /// TypeORM writes the standard's names for the present as PostgreSQL keeps them.
    private static String dateFunction(String sql) {
        String upper = sql.toUpperCase(Locale.ROOT);
        Matcher found = PRECISION.matcher(sql);
        String precision = found.find() ? found.group() : "";
        if (upper.contains("CURRENT_TIMESTAMP")) {
            return precision.isEmpty() ? "now()" : "('now'::text)::timestamp" + precision + " with time zone";
        }
        if (upper.contains("CURRENT_DATE")) {
            return "('now'::text)::date";
        }
        if (upper.contains("CURRENT_TIME")) {
            return "('now'::text)::time" + precision + " with time zone";
        }
        if (upper.contains("LOCALTIMESTAMP")) {
            return "('now'::text)::timestamp" + precision + " without time zone";
        }
        return upper.contains("LOCALTIME") ? "('now'::text)::time" + precision + " without time zone" : sql;
    }

    /// A constant as PostgreSQL prints it: with its type, but for small whole numbers. A `'` inside is TypeORM's own
    /// business: it does not double it, so what people write here is doubled already.
    static String constant(String text, DataType type) {
        String bare = type.sql().replaceFirst("\\([0-9, ]+\\)", "");
        if (bare.equals("integer") && text.matches("[0-9]{1,9}")) {
            return text.replaceFirst("^0+(?=[0-9])", "");
        }
        if (bare.equals("boolean") && text.matches("(?i)true|false")) {
            return text.toLowerCase(Locale.ROOT);
        }
        String literal = text.replace("''", "").contains("'") ? SqlName.literal(text) : "'" + text + "'";
        return literal + "::"
                + switch (bare) {
                    case "character" -> "bpchar";
                    case "bit" -> "\"bit\"";
                    default -> bare;
                };
    }

    private static Optional<String> json(Value value) {
        return switch (value) {
            case Value.Text(String text) -> Optional.of(quoted(text));
            case Value.Numeric _, Value.Truth _, Value.Nothing _ -> value.printed();
            case Items(List<Value> items) -> {
                List<Optional<String>> parts =
                        items.stream().map(ColumnDefaults::json).toList();
                yield parts.stream().allMatch(Optional::isPresent)
                        ? Optional.of(
                                parts.stream().map(part -> part.orElse("")).collect(Collectors.joining(",", "[", "]")))
                        : Optional.empty();
            }
            case Fields(Map<String, Value> fields) -> {
                boolean known = fields.values().stream()
                        .allMatch(field ->
                                field instanceof Value.Undefined || json(field).isPresent());
                yield known
                        ? Optional.of(fields.entrySet().stream()
                                .filter(field -> !(field.getValue() instanceof Value.Undefined))
                                .map(field -> quoted(field.getKey()) + ":"
                                        + json(field.getValue()).orElse(""))
                                .collect(Collectors.joining(",", "{", "}")))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
