package io.godwit.analyzer.python;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What calls of well-known functions return for constant arguments.
final class Calls {
    /// Functions and types that need no import.
    static final Set<String> BUILT_IN =
            Set.of("dict", "list", "tuple", "set", "str", "int", "float", "bool", "len", "max", "min", "frozenset");

    private static final Map<String, BigDecimal> MICROSECONDS = Map.of(
            "weeks", BigDecimal.valueOf(604_800_000_000L),
            "days", BigDecimal.valueOf(86_400_000_000L),
            "hours", BigDecimal.valueOf(3_600_000_000L),
            "minutes", BigDecimal.valueOf(60_000_000L),
            "seconds", BigDecimal.valueOf(1_000_000L),
            "milliseconds", BigDecimal.valueOf(1_000L),
            "microseconds", BigDecimal.ONE);

    private final Evaluation evaluation;
    private final Surroundings surroundings;

    Calls(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.surroundings = new Surroundings(evaluation);
    }

    Optional<Value> result(Scope scope, Expression.Call call) {
        Resolution callee = evaluation.names().resolve(scope, call.callee());
        return switch (callee) {
            case Resolution.OfFunction(PythonModule module, Statement.FunctionDefinition function)
            when call.arguments().isEmpty() -> evaluation.result(module, function);
            case Resolution.OfFunction _ ->
                evaluation.returned(scope, call).flatMap(value -> evaluation.of(value.scope(), value.value()));
            case Resolution.External(String dotted) ->
                surroundings.byDefault(scope, call).or(() -> external(scope, call, dotted));
            case Resolution.Unknown(String name) -> builtIn(scope, call, name).or(() -> method(scope, call));
            case Resolution.OfValue _ -> surroundings.byDefault(scope, call).or(() -> method(scope, call));
            case Resolution _ -> Optional.empty();
        };
    }

    private Optional<Value> method(Scope scope, Expression.Call call) {
        return call.callee() instanceof Expression.Attribute(Expression owner, String name, int _)
                ? evaluation
                        .of(scope, owner)
                        .flatMap(value -> evaluation
                                .positional(scope, call)
                                .flatMap(arguments -> Methods.of(value, name, arguments)))
                : Optional.empty();
    }

    private Optional<Value> external(Scope scope, Expression.Call call, String dotted) {
        String name = dotted.substring(dotted.lastIndexOf('.') + 1);
        Optional<List<Value>> arguments = evaluation.positional(scope, call);
        if (dotted.equals("datetime.timedelta")) {
            return arguments.flatMap(given -> timedelta(given, evaluation.keywords(scope, call)));
        }
        if (dotted.equals("re.sub")) {
            return arguments.flatMap(Methods::substituted);
        }
        if (dotted.equals("decimal.Decimal")) {
            return arguments.filter(given -> given.size() == 1).flatMap(given -> decimal(given.getFirst()));
        }
        boolean translates = name.matches("n?p?gettext(_lazy|_noop)?|ugettext(_lazy)?")
                || dotted.equals("alembic.op.f")
                || dotted.startsWith("sqlalchemy.") && name.equals("conv");
        return translates ? arguments.filter(given -> !given.isEmpty()).map(List::getFirst) : Optional.empty();
    }

    private Optional<Value> builtIn(Scope scope, Expression.Call call, String name) {
        if (name.equals("getattr") && call.positional().size() >= 2) {
            return attribute(scope, call.positional());
        }
        Optional<List<Value>> given = evaluation.positional(scope, call);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        List<Value> arguments = given.get();
        Optional<Value> first = arguments.stream().findFirst();
        return switch (name) {
            case "dict" -> {
                Map<Value, Value> entries = new LinkedHashMap<>();
                if (first.isPresent() && first.get() instanceof Value.Mapped(var more)) {
                    entries.putAll(more);
                }
                evaluation.keywords(scope, call).forEach((key, value) -> entries.put(new Value.Text(key), value));
                yield first.isEmpty() || first.get() instanceof Value.Mapped
                        ? Optional.of(new Value.Mapped(entries))
                        : Optional.empty();
            }
            case "list", "tuple", "set", "frozenset" ->
                first.isEmpty()
                        ? Optional.of(new Value.Listed(List.of()))
                        : first.filter(Value.Listed.class::isInstance);
            case "str" -> first.isEmpty() ? Optional.of(new Value.Text("")) : first.flatMap(Calls::printed);
            case "int" -> first.isEmpty() ? Optional.of(Value.Whole.of(0)) : first.flatMap(Calls::whole);
            case "float" ->
                first.isEmpty() ? Optional.of(new Value.Fraction(BigDecimal.ZERO)) : first.flatMap(Calls::decimal);
            case "bool" ->
                first.isEmpty()
                        ? Optional.of(new Value.Truth(false))
                        : first.flatMap(Value::asTruth).map(Value.Truth::new);
            case "len" -> first.flatMap(Calls::length);
            case "max" -> extreme(arguments, Comparator.naturalOrder());
            case "min" -> extreme(arguments, Comparator.reverseOrder());
            default -> Optional.empty();
        };
    }

    /// `getattr(settings, 'NAME', default)`: the default stands in only for what is known to be missing.
    private Optional<Value> attribute(Scope scope, List<Expression> arguments) {
        Expression owner = arguments.getFirst();
        Optional<Expression> attribute = evaluation
                .of(scope, arguments.get(1))
                .flatMap(Value::asText)
                .map(name -> new Expression.Attribute(owner, name, owner.line()));
        if (arguments.size() > 2
                && attribute.filter(named -> evaluation.isAbsent(scope, named)).isPresent()) {
            return evaluation.of(scope, arguments.get(2));
        }
        return attribute.flatMap(named -> evaluation.of(scope, named)).filter(value -> !(value instanceof Value.Named));
    }

    private static Optional<Value> timedelta(List<Value> positional, Map<String, Value> named) {
        BigDecimal total = BigDecimal.ZERO;
        List<String> order = List.of("days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks");
        Map<String, Value> parts = new LinkedHashMap<>(named);
        for (int i = 0; i < Math.min(positional.size(), order.size()); i++) {
            parts.put(order.get(i), positional.get(i));
        }
        for (Map.Entry<String, Value> part : parts.entrySet()) {
            Optional<BigDecimal> amount = switch (part.getValue()) {
                case Value.Whole(BigInteger number) -> Optional.of(new BigDecimal(number));
                case Value.Fraction(BigDecimal number) -> Optional.of(number);
                case Value _ -> Optional.empty();
            };
            BigDecimal unit = MICROSECONDS.getOrDefault(part.getKey(), BigDecimal.ZERO);
            if (amount.isEmpty() || unit.signum() == 0) {
                return Optional.empty();
            }
            total = total.add(amount.get().multiply(unit));
        }
        return total.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0
                ? Optional.of(new Value.Span(total.longValue()))
                : Optional.empty();
    }

    /// `int(value)` or `float(value)`.
    static Optional<Value> converted(String type, Value value) {
        return type.equals("int") ? whole(value) : decimal(value);
    }

    private static Optional<Value> decimal(Value value) {
        return switch (value) {
            case Value.Whole(BigInteger number) -> Optional.of(new Value.Fraction(new BigDecimal(number)));
            case Value.Fraction _ -> Optional.of(value);
            case Value.Text(String text)
            when text.matches("[-+]?[0-9]{1,50}(\\.[0-9]{0,50})?") ->
                Optional.of(new Value.Fraction(new BigDecimal(text)));
            case Value _ -> Optional.empty();
        };
    }

    private static Optional<Value> whole(Value value) {
        return switch (value) {
            case Value.Whole _ -> Optional.of(value);
            case Value.Fraction(BigDecimal number) -> Optional.of(new Value.Whole(number.toBigInteger()));
            case Value.Text(String text)
            when text.matches("[-+]?[0-9]{1,50}") -> Optional.of(new Value.Whole(new BigInteger(text)));
            case Value _ -> Optional.empty();
        };
    }

    static Optional<Value> printed(Value value) {
        return switch (value) {
            case Value.Text _ -> Optional.of(value);
            case Value.Whole(BigInteger number) -> Optional.of(new Value.Text(number.toString()));
            case Value _ -> Optional.empty();
        };
    }

    private static Optional<Value> length(Value value) {
        return switch (value) {
            case Value.Text(String text) -> Optional.of(Value.Whole.of(text.codePointCount(0, text.length())));
            case Value.Listed(List<Value> elements) -> Optional.of(Value.Whole.of(elements.size()));
            case Value.Mapped(Map<Value, Value> entries) -> Optional.of(Value.Whole.of(entries.size()));
            case Value _ -> Optional.empty();
        };
    }

    private static Optional<Value> extreme(List<Value> arguments, Comparator<BigInteger> order) {
        List<Value> candidates = arguments.size() == 1 && arguments.getFirst() instanceof Value.Listed(var elements)
                ? elements
                : arguments;
        List<BigInteger> numbers = candidates.stream()
                .filter(Value.Whole.class::isInstance)
                .map(value -> ((Value.Whole) value).number())
                .toList();
        return numbers.size() == candidates.size()
                ? numbers.stream().max(order).map(Value.Whole::new)
                : Optional.empty();
    }
}
