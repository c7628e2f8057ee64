package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.model.PostgresTypes;
import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Statement.FunctionDefinition;
import io.godwit.analyzer.python.Value;
import io.godwit.model.catalog.DataType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What types of the project's own store: a `TypeDecorator` what `load_dialect_impl` returns for PostgreSQL or its
/// `impl` says, a `UserDefinedType` what `get_col_spec` returns, a type made of another what that stores.
final class TypeDecorators {
    /// The dialect that `load_dialect_impl` is given.
    private static final String DIALECT = "sqlalchemy.engine.dialect";

    private final Evaluation evaluation;
    private final SqlTypes types;

    TypeDecorators(Evaluation evaluation, SqlTypes types) {
        this.evaluation = evaluation;
        this.types = types;
    }

    /// What is known of names that are SQLAlchemy's: the dialect's own is PostgreSQL's.
    static Optional<Value> known(String dotted) {
        return dotted.equals(DIALECT + ".name") ? Optional.of(new Value.Text("postgresql")) : Optional.empty();
    }

    /// Arguments go to the `impl`, unless the class has an `__init__` of its own.
    Optional<DataType> of(ClassReference type, Scope scope, Call call, String schema, int depth) {
        if (evaluation.names().memberOf(type, "load_dialect_impl").orElse(null)
                instanceof Resolution.OfFunction(var _, FunctionDefinition method)) {
            Optional<Resolution.OfValue> returned = returned(type, method);
            if (returned.isEmpty()) {
                return Optional.empty();
            }
            if (returned.get().value() instanceof Call made
                    && made.calleeName().equals("type_descriptor")
                    && made.positional().size() == 1) {
                return types.of(returned.get().scope(), made.positional().getFirst(), schema, depth + 1);
            }
        }
        return specified(type).or(() -> implemented(type, scope, call, schema, depth));
    }

    private Optional<Resolution.OfValue> returned(ClassReference type, FunctionDefinition method) {
        Map<String, Resolution> bound = new HashMap<>();
        List<String> parameters = method.parameters();
        if (parameters.size() > 1) {
            bound.put(parameters.getFirst(), new Resolution.OfClass(type));
            bound.put(parameters.get(1), new Resolution.External(DIALECT));
        }
        return evaluation.returned(type, method, bound);
    }

    /// `get_col_spec` is the type itself, in SQL.
    private Optional<DataType> specified(ClassReference type) {
        return evaluation.names().memberOf(type, "get_col_spec").orElse(null)
                        instanceof Resolution.OfFunction(var _, FunctionDefinition method)
                ? evaluation
                        .result(type, method)
                        .flatMap(Value::asText)
                        .map(PostgresTypes::printed)
                        .map(DataType::new)
                : Optional.empty();
    }

    private Optional<DataType> implemented(ClassReference type, Scope scope, Call call, String schema, int depth) {
        boolean passesOn = evaluation.names().memberOf(type, "__init__").isEmpty();
        Call made = passesOn ? call : new Call(call.callee(), lengthOf(type, call), call.line());
        return evaluation
                .names()
                .memberOf(type, "impl")
                .flatMap(implementation -> switch (implementation) {
                    case Resolution.OfValue(Scope around, Expression value)
                    when value instanceof Call || made.arguments().isEmpty() ->
                        types.of(around, value, schema, depth + 1);
                    case Resolution.OfValue(Scope around, Expression value) ->
                        evaluation.names().resolve(around, value) instanceof Resolution.External(String dotted)
                                ? types.built(SqlTypes.last(dotted), scope, made, schema, depth + 1)
                                : types.of(around, value, schema, depth + 1);
                    case Resolution.External(String dotted) ->
                        types.built(SqlTypes.last(dotted), scope, made, schema, depth + 1);
                    case Resolution _ -> Optional.<DataType>empty();
                })
                .or(() -> evaluation.names().bases(type).stream()
                        .flatMap(base -> switch (base) {
                            case Resolution.External(String dotted) ->
                                types.built(SqlTypes.last(dotted), scope, made, schema, depth + 1).stream();
                            case Resolution.OfClass(ClassReference parent)
                            when depth < SqlTypes.DEEPEST -> of(parent, scope, made, schema, depth + 1).stream();
                            case Resolution _ -> Stream.<DataType>empty();
                        })
                        .findFirst());
    }

    /// What an `__init__` is given as `length`, which it hands on.
    private List<Expression.Argument> lengthOf(ClassReference type, Call call) {
        boolean first = evaluation.names().memberOf(type, "__init__").stream()
                .anyMatch(found -> found instanceof Resolution.OfFunction(var _, var function)
                        && function.parameters().size() > 1
                        && function.parameters().get(1).equals("length"));
        return call.arguments().stream()
                .filter(argument -> argument.name().equals("length"))
                .findFirst()
                .or(() -> first && !call.positional().isEmpty()
                        ? Optional.of(
                                new Expression.Argument("", call.positional().getFirst()))
                        : Optional.empty())
                .stream()
                .toList();
    }
}
