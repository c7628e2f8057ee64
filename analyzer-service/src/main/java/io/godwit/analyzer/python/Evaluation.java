package io.godwit.analyzer.python;

import io.godwit.analyzer.python.Expression.Argument;
import io.godwit.analyzer.python.Statement.FunctionDefinition;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Computes constant expressions. What is not constant, or not understood, comes to nothing: an empty result.
public final class Evaluation {
    private static final int MAX_DEPTH = 60;

    /// Formulas that call formulas can make very many steps of a few lines.
    private static final int MAX_STEPS = 200_000;

    /// What code that asks for the database gets: this is about PostgreSQL.
    private static final String CONNECTION = "django.db.connection";

    private final Names names;
    private final ExternalValues externals;
    private final Calls calls = new Calls(this);
    private final FunctionBody functions = new FunctionBody(this);
    private int depth;
    private int steps;

    /// @param externals values of names from outside of the project: `django.conf.settings.DEBUG`
    public Evaluation(Names names, ExternalValues externals) {
        this.names = names;
        this.externals = externals;
    }

    public Names names() {
        return names;
    }

    public Optional<Value> of(Scope scope, Expression expression) {
        steps = depth == 0 ? 0 : steps + 1;
        if (depth > MAX_DEPTH || steps > MAX_STEPS) {
            return Optional.empty();
        }
        depth++;
        try {
            return value(scope, expression);
        } finally {
            depth--;
        }
    }

    /// What a function returns that needs no arguments but the database's `connection`, where that is constant.
    public Optional<Value> result(PythonModule module, FunctionDefinition function) {
        Optional<Value> value = functions
                .returned(module, function, Map.of("connection", new Resolution.External(CONNECTION)))
                .flatMap(returned -> of(returned.scope(), returned.value()));
        return value.or(() -> onlyReturn(module, function));
    }

    /// What a method of a class returns that is given no more than the class itself, where that is constant.
    public Optional<Value> result(ClassReference type, FunctionDefinition method) {
        Map<String, Resolution> bound = method.parameters().stream()
                .findFirst()
                .<Map<String, Resolution>>map(self -> Map.of(self, new Resolution.OfClass(type)))
                .orElse(Map.of());
        return functions
                .returned(type.module(), method, bound)
                .flatMap(returned -> of(returned.scope(), returned.value()));
    }

    /// What a call of a function of the project returns: an expression, and where its names are looked up; empty for
    /// any other call.
    public Optional<Resolution.OfValue> returned(Scope scope, Expression.Call call) {
        if (depth > MAX_DEPTH
                || !(names.resolve(scope, call.callee())
                        instanceof Resolution.OfFunction(PythonModule module, FunctionDefinition function))) {
            return Optional.empty();
        }
        return FunctionBody.bound(function, scope, call).flatMap(bound -> functions.returned(module, function, bound));
    }

    /// What a method of a class returns for given parameters: an expression, and where its names are looked up.
    public Optional<Resolution.OfValue> returned(
            ClassReference type, FunctionDefinition method, Map<String, Resolution> bound) {
        return functions.returned(type.module(), method, bound);
    }

    /// The scopes of the rounds of a loop over constants; empty if they are not known.
    public Optional<List<Scope>> rounds(Scope scope, Expression.Comprehension loop) {
        return LoopVariables.rounds(this, scope, loop);
    }

    private Optional<Value> onlyReturn(PythonModule module, FunctionDefinition function) {
        List<Statement.Return> returns = Statement.flatten(function.body())
                .filter(Statement.Return.class::isInstance)
                .map(Statement.Return.class::cast)
                .toList();
        return returns.size() == 1 ? of(Scope.of(module), returns.getFirst().value()) : Optional.empty();
    }

    /// Whether a name from outside of the project is known not to be there.
    boolean isAbsent(Scope scope, Expression expression) {
        return names.resolve(scope, expression) instanceof Resolution.External(String dotted)
                && externals.isAbsent(dotted);
    }

    private Optional<Value> value(Scope scope, Expression expression) {
        return switch (expression) {
            case Expression.Text(String text, int _) -> Optional.of(new Value.Text(text));
            case Expression.Number(String digits, int _) -> number(digits);
            case Expression.Constant(String word, int _) -> constant(word);
            case Expression.Name _ -> valueOf(names.resolve(scope, expression));
            case Expression.Attribute attribute -> attribute(scope, attribute);
            case Expression.Call call -> calls.result(scope, call);
            case Expression.Listed(List<Expression> elements, int _) ->
                elements(scope, elements).map(Value.Listed::new);
            case Expression.Mapped mapped -> mapped(scope, mapped);
            case Expression.Binary binary -> Operators.binary(this, scope, binary);
            case Expression.Unary unary -> Operators.unary(this, scope, unary);
            case Expression.Subscript subscript -> new Subscripts(this).of(scope, subscript);
            case Expression.Interpolated(List<Expression> pieces, int _) -> interpolated(scope, pieces);
            case Expression.Conditional(var whenTrue, var condition, var whenFalse, int _) ->
                of(scope, condition).flatMap(Value::asTruth).flatMap(holds -> of(scope, holds ? whenTrue : whenFalse));
            case Expression.Comprehension comprehension -> comprehension(scope, comprehension);
            case Expression.Lambda _, Expression.Spread _, Expression.Slice _, Expression.Opaque _ -> Optional.empty();
        };
    }

    private static Optional<Value> number(String digits) {
        try {
            String plain = digits.toLowerCase(java.util.Locale.ROOT);
            if (plain.startsWith("0x")) {
                return Optional.of(new Value.Whole(new BigInteger(plain.substring(2), 16)));
            }
            if (plain.matches("[0-9]{1,200}")) {
                return Optional.of(new Value.Whole(new BigInteger(plain)));
            }
            return plain.matches("[0-9.]{1,100}(e[+-]?[0-9]{1,2})?")
                    ? Optional.of(new Value.Fraction(new BigDecimal(plain)))
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<Value> constant(String word) {
        return switch (word) {
            case "True" -> Optional.of(new Value.Truth(true));
            case "False" -> Optional.of(new Value.Truth(false));
            case "None" -> Optional.of(new Value.Nothing());
            default -> Optional.empty();
        };
    }

    /// What a name stands for, if that is a constant.
    public Optional<Value> valueOf(Resolution resolution) {
        return switch (resolution) {
            case Resolution.OfValue(Scope scope, Expression value) -> of(scope, value);
            case Resolution.External(String dotted) ->
                dotted.equals(CONNECTION + ".vendor")
                        ? Optional.of(new Value.Text("postgresql"))
                        : externals.of(dotted).or(() -> Optional.of(new Value.Named(resolution)));
            case Resolution.OfClass _, Resolution.OfFunction _ -> Optional.of(new Value.Named(resolution));
            case Resolution.Unknown(String name)
            when Calls.BUILT_IN.contains(name) -> Optional.of(new Value.Named(resolution));
            case Resolution.OfModule _, Resolution.OfPackage _, Resolution.Unknown _ -> Optional.empty();
        };
    }

    private Optional<Value> attribute(Scope scope, Expression.Attribute attribute) {
        Optional<Value> ofMember = attribute.owner() instanceof Expression.Attribute || isName(attribute.owner())
                ? Enumerations.member(this, scope, attribute)
                : Optional.empty();
        if (ofMember.isPresent()) {
            return ofMember;
        }
        if (attribute.name().equals("__name__")
                && names.resolve(scope, attribute.owner()) instanceof Resolution.OfClass(ClassReference type)) {
            return Optional.of(new Value.Text(type.name()));
        }
        Resolution resolved = names.resolve(scope, attribute);
        if (resolved
                instanceof
                Resolution.OfValue(Scope around, Expression.Attribute(Expression owner, String name, int _))) {
            boolean ofLiteral = owner instanceof Expression.Text
                    || owner instanceof Expression.Number
                    || owner instanceof Expression.Unary;
            return ofLiteral && name.equals("value") ? of(around, owner) : Optional.empty();
        }
        return valueOf(resolved);
    }

    private static boolean isName(Expression expression) {
        return expression instanceof Expression.Name;
    }

    private Optional<List<Value>> elements(Scope scope, List<Expression> elements) {
        List<Value> values = new ArrayList<>();
        for (Expression element : elements) {
            boolean spread = element instanceof Expression.Spread;
            Optional<Value> value = of(scope, element instanceof Expression.Spread inner ? inner.value() : element);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            if (spread && value.get() instanceof Value.Listed(List<Value> many)) {
                values.addAll(many);
            } else {
                values.add(value.get());
            }
        }
        return Optional.of(values);
    }

    private Optional<Value> mapped(Scope scope, Expression.Mapped mapped) {
        Map<Value, Value> entries = new LinkedHashMap<>();
        for (Expression.Mapped.Entry entry : mapped.entries()) {
            if (entry.key() instanceof Expression.Spread spread) {
                if (of(scope, spread.value()).orElse(new Value.Nothing()) instanceof Value.Mapped(var more)) {
                    entries.putAll(more);
                    continue;
                }
                return Optional.empty();
            }
            Optional<Value> key = of(scope, entry.key());
            Optional<Value> value = of(scope, entry.value());
            if (key.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            entries.put(key.get(), value.get());
        }
        return Optional.of(new Value.Mapped(entries));
    }

    private Optional<Value> interpolated(Scope scope, List<Expression> pieces) {
        StringBuilder text = new StringBuilder();
        for (Expression piece : pieces) {
            switch (of(scope, piece).orElse(new Value.Nothing())) {
                case Value.Text(String value) -> text.append(value);
                case Value.Whole(BigInteger number) -> text.append(number);
                case Value _ -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Value.Text(text.toString()));
    }

    private Optional<Value> comprehension(Scope scope, Expression.Comprehension comprehension) {
        return rounds(scope, comprehension).flatMap(rounds -> {
            List<Value> results = new ArrayList<>();
            for (Scope round : rounds) {
                of(round, comprehension.element()).ifPresent(results::add);
            }
            return results.size() == rounds.size() ? Optional.of(new Value.Listed(results)) : Optional.empty();
        });
    }

    /// The arguments by position, each computed; empty if any is not constant.
    Optional<List<Value>> positional(Scope scope, Expression.Call call) {
        return elements(scope, call.positional());
    }

    /// The arguments by name that are constant.
    Map<String, Value> keywords(Scope scope, Expression.Call call) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Argument argument : call.arguments()) {
            if (!argument.name().isEmpty()) {
                of(scope, argument.value()).ifPresent(value -> values.put(argument.name(), value));
            }
        }
        return values;
    }
}
