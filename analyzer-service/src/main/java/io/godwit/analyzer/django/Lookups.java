package io.godwit.analyzer.django;

import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.SqlLiterals;
import io.godwit.analyzer.python.Value;
import io.godwit.model.SqlName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lookups of `Q`: `field__gte=3`.
final class Lookups {
    private final Expressions expressions;
    private final Arguments arguments;

    Lookups(Expressions expressions, Arguments arguments) {
        this.expressions = expressions;
        this.arguments = arguments;
    }

    /// The conditions of a lookup, to be joined with AND. Under a negation, NULL on either side does not count as
    /// different, which Django says in a second condition.
    List<String> of(String path, Written value, boolean negated) {
        List<String> parts = List.of(path.split("__"));
        FieldColumn column = expressions.column(parts.getFirst());
        int next = 1;
        boolean throughRelation = parts.size() > 1
                && column.target().isPresent()
                && (parts.get(1).equals("pk")
                        || parts.get(1).equals(column.target().get().column()));
        if (throughRelation) {
            next = 2;
        }
        if (parts.size() > next + 1) {
            throw new Untranslatable("a lookup of several parts");
        }
        String lookup = parts.size() == next ? "exact" : parts.get(next);
        String left = SqlName.quoted(column.column().name());
        String type = column.column().type().sql();
        boolean isNull = lookup.equals("isnull") || isNothing(value);
        List<String> conditions = new ArrayList<>();
        if (lookup.equals("exact") && type.equals("boolean") && truth(value).isPresent()) {
            conditions.add(truth(value).get() ? left : "NOT " + left);
        } else {
            conditions.add(compared(left, lookup, value, type));
        }
        if (negated && !isNull) {
            if (column.column().nullable()) {
                conditions.add(left + " IS NOT NULL");
            }
            expressions
                    .fieldName(value)
                    .filter(_ -> value.expression() instanceof Expression.Call)
                    .map(expressions::column)
                    .filter(other -> other.column().nullable())
                    .ifPresent(other ->
                            conditions.add(SqlName.quoted(other.column().name()) + " IS NOT NULL"));
        }
        return conditions;
    }

    private boolean isNothing(Written value) {
        return arguments.value(value).filter(Value.Nothing.class::isInstance).isPresent();
    }

    private Optional<Boolean> truth(Written value) {
        return arguments
                .value(value)
                .flatMap(
                        found -> found instanceof Value.Truth(boolean isTrue) ? Optional.of(isTrue) : Optional.empty());
    }

    /// @param left SQL
    /// @param type of the left side; empty if it is an expression
    String compared(String left, String lookup, Written value, String type) {
        return switch (lookup) {
            case "exact" -> isNothing(value) ? left + " IS NULL" : left + " = " + right(value, type);
            case "isnull" ->
                left + (truth(value).orElseThrow(() -> new Untranslatable("isnull")) ? " IS NULL" : " IS NOT NULL");
            case "gt" -> left + " > " + right(value, type);
            case "gte" -> left + " >= " + right(value, type);
            case "lt" -> left + " < " + right(value, type);
            case "lte" -> left + " <= " + right(value, type);
            case "in" -> left + " IN (" + String.join(", ", list(value, type)) + ")";
            case "range" -> {
                List<String> ends = list(value, type);
                if (ends.size() != 2) {
                    throw new Untranslatable("range");
                }
                yield left + " BETWEEN " + ends.getFirst() + " AND " + ends.getLast();
            }
            case "iexact" -> "UPPER(" + text(left, type) + ") = UPPER(" + right(value, "text") + ")";
            case "contains" -> textOnly(type, text(left, type) + " LIKE " + pattern(value, "%", "%"));
            case "startswith" -> text(left, type) + " LIKE " + pattern(value, "", "%");
            case "endswith" -> text(left, type) + " LIKE " + pattern(value, "%", "");
            case "icontains" -> "UPPER(" + text(left, type) + ") LIKE UPPER(" + pattern(value, "%", "%") + ")";
            case "istartswith" -> "UPPER(" + text(left, type) + ") LIKE UPPER(" + pattern(value, "", "%") + ")";
            case "iendswith" -> "UPPER(" + text(left, type) + ") LIKE UPPER(" + pattern(value, "%", "") + ")";
            case "regex" -> text(left, type) + " ~ " + right(value, "text");
            case "iregex" -> text(left, type) + " ~* " + right(value, "text");
            default -> throw new Untranslatable("the lookup " + lookup);
        };
    }

    private static String text(String left, String type) {
        return type.equals("inet") ? "HOST(" + left + ")" : left + "::text";
    }

    /// Lists, ranges and JSON have a lookup `contains` of their own.
    private static String textOnly(String type, String condition) {
        if (type.endsWith("[]") || type.equals("jsonb") || type.endsWith("range") || type.endsWith("hstore")) {
            throw new Untranslatable("contains");
        }
        return condition;
    }

    private String pattern(Written value, String before, String after) {
        String text = arguments
                .value(value)
                .flatMap(Value::asText)
                .orElseThrow(() -> new Untranslatable("a pattern"))
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
        return SqlName.literal(before + text + after);
    }

    private List<String> list(Written value, String type) {
        if (arguments.value(value).orElse(new Value.Nothing()) instanceof Value.Listed(List<Value> elements)
                && !elements.isEmpty()) {
            return elements.stream()
                    .filter(element -> !(element instanceof Value.Nothing))
                    .map(element -> constant(element, type))
                    .distinct()
                    .toList();
        }
        List<Written> written = arguments.elements(value);
        if (written.isEmpty()) {
            throw new Untranslatable("an empty list");
        }
        return written.stream().map(element -> right(element, type)).toList();
    }

    private String right(Written value, String type) {
        if (value.expression() instanceof Expression.Call || value.expression() instanceof Expression.Binary) {
            Optional<Value> constant = arguments.value(value);
            return constant.isPresent() && SqlLiterals.plain(constant.get()).isPresent()
                    ? constant(constant.get(), type)
                    : expressions.translated(value);
        }
        return arguments
                .value(value)
                .map(found -> constant(found, type))
                .orElseThrow(() -> new Untranslatable("no constant"));
    }

    /// As Django prepares values for the field on the left.
    private static String constant(Value value, String type) {
        boolean isText = type.startsWith("character varying") || type.equals("text");
        boolean isNumber = type.equals("integer") || type.equals("bigint") || type.equals("smallint");
        return switch (value) {
            case Value.Whole(BigInteger number) when isText -> SqlName.literal(number.toString());
            case Value.Whole(BigInteger number) when type.equals("double precision") -> number + ".0";
            case Value.Fraction(BigDecimal number)
            when isNumber -> number.toBigInteger().toString();
            case Value.Text(String digits) when isNumber && digits.matches("-?[0-9]+") -> digits;
            case Value.Text(String text) when type.equals("uuid") -> SqlName.literal(text) + "::uuid";
            case Value _ -> SqlLiterals.plain(value).orElseThrow(() -> new Untranslatable("a constant"));
        };
    }
}
