package io.godwit.analyzer.django;

import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Reads the arguments of fields, indexes and constraints.
record Arguments(Evaluation evaluation) {
    /// Functions that call functions can make very many elements of a few lines.
    private static final int MOST_STEPS = 10_000;

    /// Names that lead in circles end here.
    private static final int LONGEST_WAY = 20;

    Optional<Value> value(Written written) {
        return evaluation.of(written.scope(), written.expression());
    }

    Optional<Value> value(Field field, String argument) {
        return field.argument(argument).flatMap(this::value);
    }

    boolean truth(Field field, String argument, boolean otherwise) {
        return value(field, argument).flatMap(Value::asTruth).orElse(otherwise);
    }

    Optional<String> text(Field field, String argument) {
        return value(field, argument).flatMap(Value::asText);
    }

    /// Whether the argument is given and is not None.
    boolean isGiven(Field field, String argument) {
        return field.argument(argument).isPresent()
                && value(field, argument)
                        .filter(Value.Nothing.class::isInstance)
                        .isEmpty();
    }

    /// The elements of a list as written, through names, sums of lists and `*spread`.
    List<Written> elements(Written list) {
        List<Written> all = new ArrayList<>();
        elements(list, 0, new AtomicInteger(), all);
        return all;
    }

    /// Whether all elements of a list can be told.
    boolean isList(Written list) {
        return elements(list, 0, new AtomicInteger(), new ArrayList<>());
    }

    /// @return whether all of them are among them
    private boolean elements(Written list, int depth, AtomicInteger steps, List<Written> all) {
        if (steps.incrementAndGet() > MOST_STEPS) {
            return false;
        }
        Scope scope = list.scope();
        return switch (list.expression()) {
            case Expression.Listed(List<Expression> elements, int _) -> {
                boolean known = true;
                for (Expression element : elements) {
                    if (element instanceof Expression.Spread spread) {
                        known &= elements(new Written(scope, spread.value()), depth + 1, steps, all);
                    } else {
                        all.add(inlined(new Written(scope, element)));
                    }
                }
                yield known;
            }
            case Expression.Comprehension loop -> {
                Optional<List<Scope>> rounds = evaluation.rounds(scope, loop);
                rounds.orElse(List.of()).forEach(round -> all.add(inlined(new Written(round, loop.element()))));
                yield rounds.isPresent();
            }
            case Expression.Binary(String operator, Expression left, Expression right, int _)
            when operator.equals("+") && depth < 50 ->
                elements(new Written(scope, left), depth + 1, steps, all)
                        & elements(new Written(scope, right), depth + 1, steps, all);
            case Call call
            when (call.calleeName().equals("list") || call.calleeName().equals("tuple"))
                    && call.positional().size() == 1 ->
                elements(new Written(scope, call.positional().getFirst()), depth + 1, steps, all);
            case Call call
            when depth < 50 ->
                evaluation
                        .returned(scope, call)
                        .filter(returned ->
                                elements(new Written(returned.scope(), returned.value()), depth + 1, steps, all))
                        .isPresent();
            case Expression.Name _, Expression.Attribute _ ->
                depth < 50
                        && evaluation.names().resolve(scope, list.expression())
                                instanceof Resolution.OfValue(Scope around, Expression value)
                        && !value.equals(list.expression())
                        && elements(new Written(around, value), depth + 1, steps, all);
            case Expression _ -> false;
        };
    }

    /// What a name or a call of a function of the project stands for: the call or constant at its end.
    Written inlined(Written written) {
        Written at = written;
        for (int i = 0; i < LONGEST_WAY; i++) {
            Optional<Resolution.OfValue> next = switch (at.expression()) {
                case Call call -> evaluation.returned(at.scope(), call);
                case Expression.Name _, Expression.Attribute _ ->
                    evaluation.names().resolve(at.scope(), at.expression()) instanceof Resolution.OfValue value
                            ? Optional.of(value)
                            : Optional.empty();
                case Expression _ -> Optional.empty();
            };
            if (next.isEmpty() || next.get().value().equals(at.expression())) {
                return at;
            }
            at = new Written(next.get().scope(), next.get().value());
        }
        return at;
    }

    /// The texts of a list, or the one text that stands for a list of one; empty if any element is not constant.
    Optional<List<String>> texts(Written list) {
        return value(list).flatMap(value -> switch (value) {
            case Value.Text(String only) -> Optional.of(List.of(only));
            case Value.Listed(List<Value> elements) -> {
                List<String> texts = elements.stream()
                        .flatMap(element -> element.asText().stream())
                        .toList();
                yield texts.size() == elements.size() ? Optional.of(texts) : Optional.empty();
            }
            case Value _ -> Optional.empty();
        });
    }
}
