package io.godwit.analyzer.django;

import io.godwit.analyzer.model.PostgresTypes;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Argument;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.SqlLiterals;
import io.godwit.analyzer.python.Value;
import io.godwit.model.SqlName;
import io.godwit.model.catalog.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Query expressions of Django's, in the SQL Django writes for PostgreSQL. What is not known gives nothing, never a
/// guess.
final class Expressions {
    private static final int DEEPEST = 60;

    /// Functions that call functions can make very much of a few lines.
    private static final int MOST_STEPS = 10_000;

    /// Functions whose SQL is their name and their arguments.
    private static final Map<String, String> FUNCTIONS = Map.ofEntries(
            Map.entry("Lower", "LOWER"),
            Map.entry("Upper", "UPPER"),
            Map.entry("Length", "LENGTH"),
            Map.entry("Trim", "TRIM"),
            Map.entry("LTrim", "LTRIM"),
            Map.entry("RTrim", "RTRIM"),
            Map.entry("Reverse", "REVERSE"),
            Map.entry("MD5", "MD5"),
            Map.entry("Ord", "ASCII"),
            Map.entry("Chr", "CHR"),
            Map.entry("Abs", "ABS"),
            Map.entry("Ceil", "CEILING"),
            Map.entry("Floor", "FLOOR"),
            Map.entry("Sqrt", "SQRT"),
            Map.entry("Sign", "SIGN"),
            Map.entry("Exp", "EXP"),
            Map.entry("Ln", "LN"),
            Map.entry("Coalesce", "COALESCE"),
            Map.entry("Greatest", "GREATEST"),
            Map.entry("Least", "LEAST"),
            Map.entry("NullIf", "NULLIF"),
            Map.entry("RandomUUID", "GEN_RANDOM_UUID"),
            Map.entry("Pi", "PI"),
            Map.entry("Random", "RANDOM"));

    /// Functions whose later arguments are values, never names of fields.
    private static final Map<String, String> WITH_VALUES = Map.of(
            "Left", "LEFT",
            "Right", "RIGHT",
            "Substr", "SUBSTRING",
            "Repeat", "REPEAT",
            "Replace", "REPLACE",
            "LPad", "LPAD",
            "RPad", "RPAD");

    /// Parts of a date.
    private static final Map<String, String> DATE_PARTS = Map.of(
            "ExtractYear", "YEAR",
            "ExtractIsoYear", "ISOYEAR",
            "ExtractQuarter", "QUARTER",
            "ExtractMonth", "MONTH",
            "ExtractWeek", "WEEK",
            "ExtractIsoWeekDay", "ISODOW",
            "ExtractDay", "DAY");

    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "%");

    private final Columns columns;
    private final Arguments arguments;
    private final ModelClass model;
    private int depth;
    private int steps;

    Expressions(Columns columns, Arguments arguments, ModelClass model) {
        this.columns = columns;
        this.arguments = arguments;
        this.model = model;
    }

    /// The expression in SQL; empty if any part of it is not known.
    Optional<String> sql(Written written) {
        try {
            return Optional.of(translated(written));
        } catch (Untranslatable _) {
            return Optional.empty();
        }
    }

    /// @throws Untranslatable if any part of it is not known
    String translated(Written given) {
        Written written = given.expression() instanceof Call ? arguments.inlined(given) : given;
        if (depth > DEEPEST || steps++ > MOST_STEPS) {
            throw new Untranslatable("nested too deeply");
        }
        depth++;
        try {
            return switch (written.expression()) {
                case Call call -> call(written.scope(), call);
                case Expression.Binary binary
                when ARITHMETIC.contains(binary.operator()) ->
                    "(" + translated(new Written(written.scope(), binary.left())) + " " + binary.operator() + " "
                            + translated(new Written(written.scope(), binary.right())) + ")";
                case Expression _ -> constant(written);
            };
        } finally {
            depth--;
        }
    }

    /// The column of the field of that name.
    FieldColumn column(String name) {
        return columns.named(model, name).orElseThrow(() -> new Untranslatable("no field " + name));
    }

    String columnSql(String name) {
        return SqlName.quoted(column(name).column().name());
    }

    /// The name of the field if the expression is no more than one: `F("name")`, or `"name"` where a name is expected.
    Optional<String> fieldName(Written written) {
        Expression expression = written.expression();
        if (expression instanceof Call call && call.calleeName().equals("F")) {
            return call.positional().stream()
                    .findFirst()
                    .flatMap(name -> arguments.value(new Written(written.scope(), name)))
                    .flatMap(Value::asText);
        }
        return expression instanceof Call
                ? Optional.empty()
                : arguments.value(written).flatMap(Value::asText);
    }

    /// An operand of a function: a text is the name of a field there.
    private String operand(Written written) {
        if (written.expression() instanceof Call) {
            return translated(written);
        }
        Optional<Value> value = arguments.value(written);
        return value.flatMap(Value::asText).map(this::columnSql).orElseGet(() -> translated(written));
    }

    private String call(Scope scope, Call call) {
        String name = call.calleeName();
        List<Written> given = call.positional().stream()
                .map(value -> new Written(scope, value))
                .toList();
        if (FUNCTIONS.containsKey(name)) {
            return FUNCTIONS.get(name) + given.stream().map(this::operand).collect(Collectors.joining(", ", "(", ")"));
        }
        if (WITH_VALUES.containsKey(name) && !given.isEmpty()) {
            List<String> operands = new ArrayList<>(List.of(operand(given.getFirst())));
            given.stream().skip(1).forEach(value -> operands.add(translated(value)));
            return WITH_VALUES.get(name) + "(" + String.join(", ", operands) + ")";
        }
        return switch (name) {
            case "F" -> columnSql(fieldName(new Written(scope, call)).orElseThrow(() -> new Untranslatable("F")));
            case "Value" -> constant(first(given));
            case "Now" -> "STATEMENT_TIMESTAMP()";
            case "TransactionNow" -> "CURRENT_TIMESTAMP";
            case "Concat" -> concatenated(given);
            case "ExpressionWrapper" -> operand(given.isEmpty() ? keyword(scope, call, "expression") : first(given));
            case "Collate" -> operand(first(given)) + " COLLATE " + SqlName.quoted(text(scope, call, 1, "collation"));
            case "Cast" -> "(" + operand(first(given)) + ")::" + castType(scope, call);
            case "Func" -> function(scope, call, given);
            case "Case" -> cases(scope, call, given);
            case "SearchVector" -> searchVector(scope, call, given);
            case "Round" -> rounded(scope, call, given);
            case String extract when DATE_PARTS.containsKey(extract) -> datePart(extract, first(given));
            case "Mod" -> "MOD(" + operand(first(given)) + ", " + operand(second(given)) + ")";
            case "Power" -> "POWER(" + operand(first(given)) + ", " + operand(second(given)) + ")";
            default ->
                arguments
                        .value(new Written(scope, call))
                        .flatMap(SqlLiterals::plain)
                        .orElseThrow(() -> new Untranslatable(name));
        };
    }

    private String constant(Written written) {
        return arguments
                .value(written)
                .flatMap(SqlLiterals::plain)
                .orElseThrow(() -> new Untranslatable("no constant"));
    }

    /// Pairs, the last two first; each side counts as empty where it is NULL.
    private String concatenated(List<Written> operands) {
        if (operands.size() < 2) {
            throw new Untranslatable("Concat of one");
        }
        String first = coalesced(operands.getFirst());
        String rest = operands.size() == 2
                ? coalesced(operands.get(1))
                : "COALESCE(" + concatenated(operands.subList(1, operands.size())) + ", '')";
        return "(" + first + " || " + rest + ")";
    }

    private String coalesced(Written operand) {
        return "COALESCE(" + asText(operand) + ", '')";
    }

    private String asText(Written operand) {
        boolean isText = fieldName(operand)
                .map(name -> column(name).column().type().sql().matches("(character varying|text).*"))
                .orElse(true);
        String sql = operand(operand);
        return isText ? sql : "(" + sql + ")::text";
    }

    private String function(Scope scope, Call call, List<Written> given) {
        String function = keywordText(scope, call, "function").orElseThrow(() -> new Untranslatable("Func"));
        if (call.keyword("template").isPresent() || !function.matches("[A-Za-z_][A-Za-z0-9_.]*")) {
            throw new Untranslatable("Func with a template");
        }
        return function + given.stream().map(this::operand).collect(Collectors.joining(", ", "(", ")"));
    }

    private String cases(Scope scope, Call call, List<Written> whens) {
        StringBuilder sql = new StringBuilder("CASE");
        for (Written when : whens) {
            if (!(when.expression() instanceof Call inner)
                    || !inner.calleeName().equals("When")) {
                throw new Untranslatable("Case");
            }
            Conditions conditions = new Conditions(this, arguments);
            List<Argument> lookups = inner.arguments().stream()
                    .filter(argument -> !argument.name().equals("then"))
                    .toList();
            String condition = conditions.translated(
                    new Written(scope, new Call(new Expression.Name("Q", inner.line()), lookups, inner.line())));
            sql.append(" WHEN ")
                    .append(condition)
                    .append(" THEN ")
                    .append(operandOrValue(keyword(scope, inner, "then")));
        }
        Optional<Expression> otherwise = call.keyword("default");
        sql.append(" ELSE ")
                .append(otherwise
                        .map(value -> operandOrValue(new Written(scope, value)))
                        .orElse("NULL"));
        return sql.append(" END").toString();
    }

    /// The result of a case: a text is the name of a field there, too, for Django.
    private String operandOrValue(Written written) {
        return operand(written);
    }

    private String searchVector(Scope scope, Call call, List<Written> given) {
        String text = given.stream().map(this::coalesced).collect(Collectors.joining(" || ' ' || "));
        String config = keywordText(scope, call, "config")
                .map(name -> SqlName.literal(name) + "::regconfig, ")
                .orElse("");
        String vector = "to_tsvector(" + config + text + ")";
        return keywordText(scope, call, "weight")
                .map(weight -> "setweight(" + vector + ", " + SqlName.literal(weight) + ")")
                .orElse(vector);
    }

    /// Of a date only: a point in time is taken in the time zone of the session that asks.
    private String datePart(String function, Written of) {
        boolean isDate = fieldName(of)
                .filter(name -> column(name).column().type().sql().equals("date"))
                .isPresent();
        if (!isDate) {
            throw new Untranslatable(function + " of what is no date");
        }
        return "EXTRACT(" + DATE_PARTS.get(function) + " FROM " + operand(of) + ")";
    }

    private String rounded(Scope scope, Call call, List<Written> given) {
        Optional<Written> precision = given.size() > 1
                ? Optional.of(given.get(1))
                : call.keyword("precision").map(value -> new Written(scope, value));
        return "ROUND(" + operand(first(given)) + ", "
                + precision.map(this::translated).orElse("0") + ")";
    }

    private String castType(Scope scope, Call call) {
        Written output = call.positional().size() > 1
                ? new Written(scope, call.positional().get(1))
                : keyword(scope, call, "output_field");
        return columns.typeOf(model, output)
                .map(DataType::sql)
                .map(PostgresTypes::printed)
                .orElseThrow(() -> new Untranslatable("Cast"));
    }

    private static Written first(List<Written> given) {
        return given.stream().findFirst().orElseThrow(() -> new Untranslatable("an argument is missing"));
    }

    private static Written second(List<Written> given) {
        return given.stream().skip(1).findFirst().orElseThrow(() -> new Untranslatable("an argument is missing"));
    }

    private static Written keyword(Scope scope, Call call, String name) {
        return new Written(scope, call.keyword(name).orElseThrow(() -> new Untranslatable(name + " is missing")));
    }

    private Optional<String> keywordText(Scope scope, Call call, String name) {
        return call.keyword(name)
                .flatMap(value -> arguments.value(new Written(scope, value)))
                .flatMap(Value::asText);
    }

    private String text(Scope scope, Call call, int position, String name) {
        List<Expression> given = call.positional();
        Optional<Expression> found = given.size() > position ? Optional.of(given.get(position)) : call.keyword(name);
        return found.flatMap(value -> arguments.value(new Written(scope, value)))
                .flatMap(Value::asText)
                .orElseThrow(() -> new Untranslatable(name.toLowerCase(Locale.ROOT)));
    }
}
