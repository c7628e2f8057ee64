package io.godwit.analyzer.django;

import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The SQL people wrote into `RunSQL`: a text, or a list of texts and of pairs of a text and its parameters.
final class WrittenSql {
    private final Arguments arguments;

    WrittenSql(Arguments arguments) {
        this.arguments = arguments;
    }

    OperationSql of(Operation operation) {
        Optional<List<String>> forward = operation.argument("sql").flatMap(this::texts);
        List<String> back =
                operation.argument("reverse_sql").flatMap(this::texts).orElse(List.of());
        return new OperationSql(
                operation.written(),
                operation.location(),
                forward.orElse(List.of()),
                back,
                forward.isPresent()
                        ? Optional.empty()
                        : Optional.of("its SQL has parameters, or is put together at run time"));
    }

    private Optional<List<String>> texts(Written written) {
        if (isNoop(written)) {
            return Optional.of(List.of());
        }
        Optional<Value> value = arguments.value(written);
        if (value.isPresent() && value.get() instanceof Value.Text(String text)) {
            return Optional.of(text.isBlank() ? List.of() : List.of(text));
        }
        if (value.isEmpty() || !(value.get() instanceof Value.Listed(List<Value> elements))) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (Value element : elements) {
            switch (element) {
                case Value.Text(String text) -> texts.add(text);
                case Value.Listed(List<Value> pair)
                when pair.size() == 2
                        && pair.getFirst() instanceof Value.Text(String text)
                        && isNothing(pair.getLast()) -> texts.add(text);
                case Value _ -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(texts);
    }

    private static boolean isNothing(Value parameters) {
        return parameters instanceof Value.Nothing
                || parameters instanceof Value.Listed(List<Value> none) && none.isEmpty();
    }

    private boolean isNoop(Written written) {
        return written.expression() instanceof Expression.Attribute
                && arguments.evaluation().names().resolve(written.scope(), written.expression())
                        instanceof Resolution.External(String dotted)
                && dotted.endsWith(".noop");
    }
}
