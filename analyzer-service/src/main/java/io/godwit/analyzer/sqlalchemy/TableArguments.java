package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Statement;
import io.godwit.analyzer.python.Statement.FunctionDefinition;
import io.godwit.analyzer.python.Value;
import io.godwit.analyzer.sqlalchemy.MappedTable.Piece;
import java.util.List;
import java.util.Optional;

/// `__table_args__` of a class: constraints, indexes and options.
final class TableArguments {
    private final Evaluation evaluation;

    TableArguments(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /// @param into gets the constraints and indexes
    /// @return the schema
    Optional<String> of(ClassReference type, List<Piece> into) {
        Optional<Resolution> found = evaluation.names().memberOf(type, "__table_args__");
        Optional<String> schema = Optional.empty();
        Optional<Piece> given = found.flatMap(resolution -> switch (resolution) {
            case Resolution.OfValue(Scope scope, Expression value) ->
                Optional.of(new Piece(
                        scope,
                        new Call(new Expression.Name("tuple", 1), List.of(new Expression.Argument("", value)), 1)));
            case Resolution.OfFunction(PythonModule _, FunctionDefinition function) ->
                function.body().stream()
                        .filter(Statement.Return.class::isInstance)
                        .map(statement -> ((Statement.Return) statement).value())
                        .findFirst()
                        .map(value -> new Piece(
                                type.body(),
                                new Call(
                                        new Expression.Name("tuple", 1),
                                        List.of(new Expression.Argument("", value)),
                                        1)));
            case Resolution _ -> Optional.<Piece>empty();
        });
        if (given.isPresent()) {
            Scope scope = given.get().scope();
            Expression value = given.get().call().positional().getFirst();
            List<Expression> pieces =
                    value instanceof Expression.Listed(List<Expression> elements, int _) ? elements : List.of(value);
            for (Expression piece : pieces) {
                if (piece instanceof Call call && !givesOptions(scope, call)) {
                    into.add(new Piece(scope, call));
                } else if (evaluation.of(scope, piece).orElse(new Value.Nothing())
                        instanceof Value.Mapped(var options)) {
                    schema = Optional.ofNullable(options.get(new Value.Text("schema")))
                            .flatMap(Value::asText);
                }
            }
        }
        return schema;
    }

    /// A function of the project that returns options, or nothing, and no constraint.
    private boolean givesOptions(Scope scope, Call call) {
        return evaluation.names().resolve(scope, call.callee()) instanceof Resolution.OfFunction(var _, var function)
                && Statement.flatten(function.body())
                        .filter(Statement.Return.class::isInstance)
                        .map(statement -> ((Statement.Return) statement).value())
                        .allMatch(value -> value instanceof Expression.Mapped || value instanceof Expression.Constant);
    }
}
