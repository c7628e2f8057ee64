package io.godwit.analyzer.django;

import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Value;
import io.godwit.model.catalog.Index;
import java.util.List;
import java.util.Optional;

/// Keys of indexes that are expressions: `Lower("name").desc()`, `OpClass(F("name"), name="text_pattern_ops")`.
final class IndexKeys {
    private final Expressions expressions;
    private final Arguments arguments;

    IndexKeys(Expressions expressions, Arguments arguments) {
        this.expressions = expressions;
        this.arguments = arguments;
    }

    /// @throws Untranslatable for an expression that is not known
    Index.Key of(Written written) {
        if (!(written.expression() instanceof Call call)) {
            return plain(written);
        }
        if (call.callee() instanceof Expression.Attribute(Expression ordered, String order, int _)
                && (order.equals("desc") || order.equals("asc"))) {
            return ordered(of(new Written(written.scope(), ordered)), call, order.equals("desc"));
        }
        List<Expression> operands = call.positional();
        if (call.calleeName().equals("OrderBy") && !operands.isEmpty()) {
            Index.Key key = of(new Written(written.scope(), operands.getFirst()));
            return ordered(key, call, isTrue(call, "descending"));
        }
        if (call.calleeName().equals("OpClass") && !operands.isEmpty()) {
            Index.Key key = of(new Written(written.scope(), operands.getFirst()));
            Optional<Expression> name = operands.size() > 1 ? Optional.of(operands.get(1)) : call.keyword("name");
            String operatorClass = name.flatMap(value -> arguments.value(new Written(written.scope(), value)))
                    .flatMap(Value::asText)
                    .orElseThrow(() -> new Untranslatable("OpClass"));
            return new Index.Key(
                    key.column(), key.expression(), key.descending(), key.nullsFirst(), Optional.of(operatorClass));
        }
        return plain(written);
    }

    private Index.Key plain(Written written) {
        return expressions
                .fieldName(written)
                .map(name -> Index.Key.column(expressions.column(name).column().name()))
                .orElseGet(() -> new Index.Key(
                        Optional.empty(),
                        Optional.of(expressions.translated(written)),
                        false,
                        false,
                        Optional.empty()));
    }

    private static Index.Key ordered(Index.Key key, Call call, boolean descending) {
        boolean first = isTrue(call, "nulls_first") || descending && !isTrue(call, "nulls_last");
        return new Index.Key(key.column(), key.expression(), descending, first, key.operatorClass());
    }

    private static boolean isTrue(Call call, String name) {
        return call.keyword(name)
                .filter(value -> value instanceof Expression.Constant(String word, int _) && word.equals("True"))
                .isPresent();
    }
}
