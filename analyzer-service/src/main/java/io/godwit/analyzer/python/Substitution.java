package io.godwit.analyzer.python;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts the values of a loop's variables into its element. Only the forms in use for constants are known.
final class Substitution {
    private Substitution() {}

    /// The element with each variable replaced by what it stands for; empty if that cannot be said.
    static Optional<Expression> bind(Expression.Comprehension loop, Value element) {
        Map<String, Value> bound = new HashMap<>();
        if (loop.variables().size() == 1) {
            bound.put(loop.variables().getFirst(), element);
        } else if (element instanceof Value.Listed(List<Value> parts)
                && parts.size() == loop.variables().size()) {
            for (int i = 0; i < parts.size(); i++) {
                bound.put(loop.variables().get(i), parts.get(i));
            }
        } else {
            return Optional.empty();
        }
        return replace(loop.element(), bound);
    }

    private static Optional<Expression> replace(Expression expression, Map<String, Value> bound) {
        return switch (expression) {
            case Expression.Name(String name, int line) when bound.containsKey(name) -> literal(bound.get(name), line);
            case Expression.Attribute(Expression.Name(String name, int _), String member, int line)
            when bound.containsKey(name) && member.equals("value") -> literal(bound.get(name), line);
            case Expression.Subscript(Expression owner, List<Expression> index, int line) ->
                replace(owner, bound).map(replaced -> new Expression.Subscript(replaced, index, line));
            case Expression.Listed(List<Expression> elements, int line) -> {
                List<Expression> replaced = new ArrayList<>();
                for (Expression each : elements) {
                    replace(each, bound).ifPresent(replaced::add);
                }
                yield replaced.size() == elements.size()
                        ? Optional.of(new Expression.Listed(replaced, line))
                        : Optional.empty();
            }
            case Expression.Call(Expression callee, List<Expression.Argument> arguments, int line) -> {
                List<Expression.Argument> replaced = new ArrayList<>();
                for (Expression.Argument argument : arguments) {
                    replace(argument.value(), bound)
                            .ifPresent(value -> replaced.add(new Expression.Argument(argument.name(), value)));
                }
                yield replaced.size() == arguments.size()
                        ? Optional.of(new Expression.Call(callee, replaced, line))
                        : Optional.empty();
            }
            case Expression other -> Optional.of(other);
        };
    }

    private static Optional<Expression> literal(Value value, int line) {
        return switch (value) {
            case Value.Text(String text) -> Optional.of(new Expression.Text(text, line));
            case Value.Whole(BigInteger number)
            when number.signum() >= 0 -> Optional.of(new Expression.Number(number.toString(), line));
            case Value.Listed(List<Value> elements) -> {
                List<Expression> literals = new ArrayList<>();
                elements.forEach(element -> literal(element, line).ifPresent(literals::add));
                yield literals.size() == elements.size()
                        ? Optional.of(new Expression.Listed(literals, line))
                        : Optional.empty();
            }
            case Value.Truth(boolean isTrue) -> Optional.of(new Expression.Constant(isTrue ? "True" : "False", line));
            case Value.Nothing _ -> Optional.of(new Expression.Constant("None", line));
            case Value _ -> Optional.empty();
        };
    }
}
