package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.SqlLiterals;
import io.godwit.analyzer.python.Value;
import io.godwit.model.SqlName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// SQL in models: texts, `text("...")`, `func.now()`.
final class SqlText {
    private SqlText() {}

    /// SQL that is written as such: a text, or `text("...")`.
    static Optional<String> of(Evaluation evaluation, Scope scope, Expression expression) {
        if (expression instanceof Call call && SqlTypes.last(call.calleeName()).equals("text")) {
            return call.positional().stream()
                    .findFirst()
                    .flatMap(value -> evaluation.of(scope, value))
                    .flatMap(Value::asText)
                    .map(sql -> sql.replace("\\:", ":"));
        }
        return evaluation.of(scope, expression).flatMap(Value::asText);
    }

    /// A `server_default`: a text is a value there, quoted; everything else is SQL.
    static Optional<String> defaultOf(Evaluation evaluation, Scope scope, Expression expression) {
        if (expression instanceof Call call) {
            String name = call.calleeName();
            if (name.equals("text")) {
                return of(evaluation, scope, expression);
            }
            if (name.equals("DefaultClause") && !call.positional().isEmpty()) {
                return defaultOf(evaluation, scope, call.positional().getFirst());
            }
            Optional<String> sql =
                    call.arguments().isEmpty() ? withoutArguments(call) : function(evaluation, scope, call);
            if (sql.isPresent()) {
                return sql;
            }
        }
        return evaluation.of(scope, expression).flatMap(Value::asText).map(SqlName::literal);
    }

    /// Names that SQLAlchemy has for SQL's own, and `func.now()`. What else is called is the project's, and may become
    /// any SQL when it is compiled.
    private static Optional<String> withoutArguments(Call call) {
        String name = call.calleeName();
        return switch (name) {
            case "true", "false" -> Optional.of(name);
            case "null" -> Optional.of("NULL");
            case "current_timestamp" -> Optional.of("CURRENT_TIMESTAMP");
            case "current_date" -> Optional.of("CURRENT_DATE");
            case "now" -> Optional.of("now()");
            case String function when isFunction(call) -> Optional.of(function + "()");
            case String _ -> Optional.empty();
        };
    }

    private static boolean isFunction(Call call) {
        return call.callee().dotted().orElse("").matches("(?:\\w+\\.)*func(?:tions)?\\.\\w+");
    }

    /// `func.timezone('utc', func.now())`; empty if an argument is no constant and no function.
    private static Optional<String> function(Evaluation evaluation, Scope scope, Call call) {
        if (!isFunction(call)) {
            return Optional.empty();
        }
        List<String> arguments = new ArrayList<>();
        for (Expression argument : call.positional()) {
            Optional<String> sql = argument instanceof Call
                    ? defaultOf(evaluation, scope, argument)
                    : evaluation.of(scope, argument).flatMap(SqlLiterals::plain);
            if (sql.isEmpty()) {
                return Optional.empty();
            }
            arguments.add(sql.get());
        }
        return Optional.of(call.calleeName() + "(" + String.join(", ", arguments) + ")");
    }
}
