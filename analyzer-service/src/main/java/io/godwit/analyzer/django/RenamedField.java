package io.godwit.analyzer.django;

import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Argument;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Expression.Listed;
import io.godwit.analyzer.python.Expression.Text;
import java.util.List;

/// `RenameField`: the field gets another name, and so do the places that name it in indexes and groups.
final class RenamedField {
    private final String before;
    private final String after;

    RenamedField(Operation operation) {
        this.before = operation.text("old_name");
        this.after = operation.text("new_name");
    }

    ModelClass in(ModelClass model) {
        Meta meta = model.meta();
        for (String option : List.of("indexes", "constraints")) {
            List<Written> elements = meta.elements(option);
            if (!elements.isEmpty()) {
                meta = meta.with(
                        option, elements.stream().map(this::inArguments).toList());
            }
        }
        for (String option : List.of("unique_together", "index_together", "order_with_respect_to")) {
            Meta known = meta;
            meta = known.option(option)
                    .map(written ->
                            known.with(option, List.of(new Written(written.scope(), inList(written.expression())))))
                    .orElse(known);
        }
        return model.withMeta(meta)
                .withFields(model.fields().stream()
                        .map(field -> field.name().equals(before) ? field.named(after) : field)
                        .toList());
    }

    /// Only what names fields; conditions are the database's to follow.
    private Written inArguments(Written written) {
        if (!(written.expression() instanceof Call call)) {
            return written;
        }
        List<Argument> arguments = call.arguments().stream()
                .map(argument ->
                        argument.name().equals("fields") || argument.name().equals("include")
                                ? new Argument(argument.name(), inList(argument.value()))
                                : argument)
                .toList();
        return new Written(written.scope(), new Call(call.callee(), arguments, call.line()));
    }

    private Expression inList(Expression expression) {
        return switch (expression) {
            case Text(String name, int line) when name.equals(before) -> new Text(after, line);
            case Text(String name, int line) when name.equals("-" + before) -> new Text("-" + after, line);
            case Listed(List<Expression> elements, int line) ->
                new Listed(elements.stream().map(this::inList).toList(), line);
            case Call(Expression callee, List<Argument> arguments, int line) ->
                new Call(
                        callee,
                        arguments.stream()
                                .map(argument -> new Argument(argument.name(), inList(argument.value())))
                                .toList(),
                        line);
            case Expression other -> other;
        };
    }
}
