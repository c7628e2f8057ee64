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
import io.godwit.model.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `__table_args__` of a class: constraints, indexes and options, in a tuple, a sum of tuples (`Base.__table_args__ +
/// (Index(...),)`), or what a function returns.
final class TableArguments {
    private static final int DEEPEST = 20;

    private final Evaluation evaluation;

    TableArguments(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /// Where what is found goes.
    ///
    /// @param pieces  gets the constraints and indexes
    /// @param unknown gets where something is that is none of either
    /// @param schemas gets where a schema is given that is no constant
    record Found(List<Piece> pieces, List<SourceLocation> unknown, List<SourceLocation> schemas) {
        void isUnknownSchema(Scope scope, Expression schema) {
            schemas.add(new SourceLocation(scope.module().path(), schema.line()));
        }

        void isUnknown(Scope scope, Expression argument) {
            unknown.add(new SourceLocation(scope.module().path(), argument.line()));
        }
    }

    /// @return the schema
    Optional<String> of(ClassReference type, Found into) {
        return evaluation.names().memberOf(type, "__table_args__").flatMap(resolution -> switch (resolution) {
            case Resolution.OfValue(Scope scope, Expression value) -> taken(scope, value, into, 0);
            case Resolution.OfFunction(PythonModule _, FunctionDefinition function) ->
                Statement.flatten(function.body())
                        .filter(Statement.Return.class::isInstance)
                        .map(statement -> ((Statement.Return) statement).value())
                        .findFirst()
                        .flatMap(value -> taken(bound(type, function), value, into, 0));
            case Resolution _ -> Optional.<String>empty();
        });
    }

    /// Inside of the function, where `cls` is the class that is asked.
    private static Scope bound(ClassReference type, FunctionDefinition function) {
        return function.parameters().isEmpty()
                ? type.body()
                : type.body().with(Map.of(function.parameters().getFirst(), new Resolution.OfClass(type)));
    }

    private Optional<String> taken(Scope scope, Expression value, Found into, int depth) {
        if (depth > DEEPEST) {
            into.isUnknown(scope, value);
            return Optional.empty();
        }
        return switch (value) {
            case Expression.Listed(List<Expression> elements, int _) -> {
                Optional<String> schema = Optional.empty();
                for (Expression element : elements) {
                    schema = taken(scope, element, into, depth + 1).or(valueOf(schema));
                }
                yield schema;
            }
            case Expression.Binary(String operator, Expression left, Expression right, int _)
            when operator.equals("+") -> {
                Optional<String> schema = taken(scope, left, into, depth + 1);
                yield taken(scope, right, into, depth + 1).or(valueOf(schema));
            }
            case Expression.Spread(Expression inner, boolean _, int _) -> taken(scope, inner, into, depth + 1);
            case Expression.Comprehension loop
            when evaluation.rounds(scope, loop).isPresent() -> {
                evaluation
                        .rounds(scope, loop)
                        .orElseThrow()
                        .forEach(round -> taken(round, loop.element(), into, depth + 1));
                yield Optional.empty();
            }
            case Call call
            when call.calleeName().equals("tuple") || call.calleeName().equals("list") ->
                taken(
                        scope,
                        call.positional().isEmpty() ? call : call.positional().getFirst(),
                        into,
                        depth + 1);
            case Call call when !givesOptions(scope, call) -> call(scope, call, into, depth);
            case Expression.Name _, Expression.Attribute _
            when evaluation.names().resolve(scope, value) instanceof Resolution.OfValue(Scope around, Expression named)
                    && !named.equals(value) -> taken(around, named, into, depth + 1);
            case Expression _ -> options(scope, value, into);
        };
    }

    private static java.util.function.Supplier<Optional<String>> valueOf(Optional<String> schema) {
        return () -> schema;
    }

    /// A constraint, or what a function of the project makes.
    private Optional<String> call(Scope scope, Call call, Found into, int depth) {
        Optional<Resolution.OfValue> returned = evaluation.returned(scope, call);
        if (returned.isPresent()) {
            return taken(returned.get().scope(), returned.get().value(), into, depth + 1);
        }
        into.pieces().add(new Piece(scope, call));
        return Optional.empty();
    }

    private Optional<String> options(Scope scope, Expression value, Found into) {
        if (value instanceof Expression.Mapped(List<Expression.Mapped.Entry> entries, int _)) {
            return schema(scope, entries, into);
        }
        return switch (evaluation.of(scope, value).orElse(new Value.Nothing())) {
            case Value.Mapped(Map<Value, Value> options) ->
                Optional.ofNullable(options.get(new Value.Text("schema"))).flatMap(Value::asText);
            case Value.Listed(List<Value> none) when none.isEmpty() -> Optional.empty();
            case Value _ -> {
                if (!(value instanceof Expression.Constant) && !isCall(value)) {
                    into.isUnknown(scope, value);
                }
                yield Optional.empty();
            }
        };
    }

    /// Only the schema matters of the options, and has to be known if it is given.
    private Optional<String> schema(Scope scope, List<Expression.Mapped.Entry> entries, Found into) {
        Optional<String> schema = Optional.empty();
        for (Expression.Mapped.Entry entry : entries) {
            if (entry.key() instanceof Expression.Spread(Expression more, boolean _, int _)) {
                schema = options(scope, more, into).or(valueOf(schema));
            } else if (evaluation.of(scope, entry.key()).flatMap(Value::asText).equals(Optional.of("schema"))) {
                Optional<Value> given = evaluation.of(scope, entry.value());
                if (given.isEmpty() || given.get() instanceof Value.Named) {
                    into.isUnknownSchema(scope, entry.value());
                }
                schema = given.flatMap(Value::asText).or(valueOf(schema));
            }
        }
        return schema;
    }

    /// One that gives options, whatever they are.
    private static boolean isCall(Expression value) {
        return value instanceof Call;
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
