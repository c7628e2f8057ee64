package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Value;
import io.godwit.analyzer.sqlalchemy.AlembicSql.Unknown;
import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The arguments of an Alembic operation, each by its place or its name.
///
/// @throws Unknown from all that must have a value, where it is only known when the program runs
record AlembicArguments(Evaluation evaluation, Scope scope, Call call) {

    Optional<Expression> keyword(String name) {
        return call.keyword(name);
    }

    Optional<Expression> any(int place, String name) {
        return keyword(name)
                .or(() -> call.positional().size() > place
                        ? Optional.of(call.positional().get(place))
                        : Optional.empty());
    }

    Expression written(int place, String name) {
        return any(place, name).orElseThrow(() -> new Unknown("it lacks " + name));
    }

    boolean isTrue(String name) {
        return keyword(name)
                .flatMap(value -> evaluation.of(scope, value))
                .flatMap(Value::asTruth)
                .orElse(false);
    }

    Optional<String> text(String name) {
        return keyword(name).flatMap(this::text);
    }

    Optional<String> textAt(int place, String name) {
        return any(place, name).flatMap(this::text);
    }

    /// `op.f('name')` says that the name follows the convention, and is the name.
    private Optional<String> text(Expression expression) {
        return expression instanceof Call wrapped && wrapped.calleeName().matches("f|quoted_name")
                ? wrapped.positional().stream().findFirst().flatMap(this::text)
                : evaluation.of(scope, expression).flatMap(Value::asText);
    }

    /// A name, quoted.
    String name(int place, String name) {
        return textAt(place, name)
                .map(SqlName::quoted)
                .orElseThrow(() -> new Unknown(name + " is only known when the program runs"));
    }

    /// A name with a space behind it; nothing for None.
    String nameIfAny(int place, String name) {
        return isNone(place, name) ? "" : name(place, name) + " ";
    }

    String constraintName() {
        return isNone(0, "constraint_name") ? "" : "CONSTRAINT " + name(0, "constraint_name") + " ";
    }

    private boolean isNone(int place, String name) {
        return any(place, name)
                .filter(value -> value instanceof Expression.Constant(String word, int _) && word.equals("None"))
                .isPresent();
    }

    ObjectName table(int place, String name) {
        return tableIn(place, name, "schema");
    }

    ObjectName tableIn(int place, String name, String schema) {
        String table = textAt(place, name)
                .or(() -> textAt(place, name.replace("_name", "")))
                .orElseThrow(() -> new Unknown("the table is only known when the program runs"));
        return new ObjectName(text(schema).orElse("public"), table);
    }

    /// Names of columns, quoted, separated by commas.
    String names(int place, String name) {
        return elements(place, name).stream()
                .map(element -> text(element)
                        .map(SqlName::quoted)
                        .orElseThrow(() -> new Unknown(name + " is only known when the program runs")))
                .collect(Collectors.joining(", "));
    }

    List<Expression> elements(int place, String name) {
        return switch (written(place, name)) {
            case Expression.Listed(List<Expression> elements, int _) -> elements;
            case Expression other -> {
                if (evaluation.of(scope, other).orElse(null) instanceof Value.Listed(List<Value> values)) {
                    yield values.stream()
                            .<Expression>map(
                                    value -> new Expression.Text(value.asText().orElse(""), other.line()))
                            .toList();
                }
                throw new Unknown(name + " is only known when the program runs");
            }
        };
    }

    /// SQL: a text or `sa.text('...')`.
    String sql(int place, String name) {
        Expression expression = written(place, name);
        Expression inner = expression instanceof Call wrapped
                        && wrapped.callee() instanceof Expression.Attribute(Expression owner, String method, int _)
                        && method.equals("bindparams")
                ? owner
                : expression;
        return SqlText.of(evaluation, scope, inner)
                .orElseThrow(() -> new Unknown("its SQL is put together at run time"));
    }

    String deferrable() {
        String initially = text("initially").map(when -> " INITIALLY " + when).orElse("");
        return (isTrue("deferrable") ? " DEFERRABLE" : "") + initially;
    }
}
