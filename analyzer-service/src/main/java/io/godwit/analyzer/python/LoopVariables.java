package io.godwit.analyzer.python;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rounds of a loop: what its variables stand for in each.
final class LoopVariables {
    private LoopVariables() {}

    /// A scope for each element that the conditions let through; empty if the source or a condition is not constant.
    static Optional<List<Scope>> rounds(Evaluation evaluation, Scope scope, Expression.Comprehension loop) {
        Optional<Value> source =
                Enumerations.members(evaluation, scope, loop.source()).or(() -> evaluation.of(scope, loop.source()));
        List<Scope> rounds = new ArrayList<>();
        if (source.isEmpty()) {
            return Optional.empty();
        }
        List<Value> elements = switch (source.get()) {
            case Value.Listed(List<Value> listed) -> listed;
            case Value.Mapped(Map<Value, Value> entries) -> List.copyOf(entries.keySet());
            case Value _ -> List.of();
        };
        if (elements.isEmpty() && !(source.get() instanceof Value.Listed)) {
            return Optional.empty();
        }
        for (Value element : elements) {
            Optional<Scope> bound = bind(scope, loop.variables(), element);
            if (bound.isEmpty()) {
                return Optional.empty();
            }
            Optional<Boolean> passes = passes(evaluation, bound.get(), loop.conditions());
            if (passes.isEmpty()) {
                return Optional.empty();
            }
            if (passes.get()) {
                rounds.add(bound.get());
            }
        }
        return Optional.of(rounds);
    }

    private static Optional<Boolean> passes(Evaluation evaluation, Scope scope, List<Expression> conditions) {
        for (Expression condition : conditions) {
            Optional<Boolean> holds = evaluation.of(scope, condition).flatMap(Value::asTruth);
            if (holds.isEmpty() || !holds.get()) {
                return holds;
            }
        }
        return Optional.of(true);
    }

    private static Optional<Scope> bind(Scope scope, List<String> variables, Value element) {
        Map<String, Resolution> bound = new HashMap<>();
        if (variables.size() == 1) {
            standsFor(scope, element).ifPresent(value -> bound.put(variables.getFirst(), value));
        } else if (element instanceof Value.Listed(List<Value> parts) && parts.size() == variables.size()) {
            for (int i = 0; i < parts.size(); i++) {
                String variable = variables.get(i);
                standsFor(scope, parts.get(i)).ifPresent(value -> bound.put(variable, value));
            }
        }
        return bound.size() == variables.stream().distinct().count()
                ? Optional.of(scope.with(bound))
                : Optional.empty();
    }

    private static Optional<Resolution> standsFor(Scope scope, Value value) {
        return value instanceof Value.Named(Resolution resolution)
                ? Optional.of(resolution)
                : literal(value).map(expression -> new Resolution.OfValue(scope, expression));
    }

    private static Optional<Expression> literal(Value value) {
        return switch (value) {
            case Value.Text(String text) -> Optional.of(new Expression.Text(text, 1));
            case Value.Whole(BigInteger number)
            when number.signum() >= 0 -> Optional.of(new Expression.Number(number.toString(), 1));
            case Value.Whole(BigInteger number) ->
                Optional.of(new Expression.Unary(
                        "-", new Expression.Number(number.negate().toString(), 1), 1));
            case Value.Listed(List<Value> elements) -> {
                List<Expression> literals = new ArrayList<>();
                elements.forEach(element -> literal(element).ifPresent(literals::add));
                yield literals.size() == elements.size()
                        ? Optional.of(new Expression.Listed(literals, 1))
                        : Optional.empty();
            }
            case Value.Truth(boolean isTrue) -> Optional.of(new Expression.Constant(isTrue ? "True" : "False", 1));
            case Value.Nothing _ -> Optional.of(new Expression.Constant("None", 1));
            case Value.Mapped _, Value.Fraction _, Value.Span _, Value.Named _ -> Optional.empty();
        };
    }
}
