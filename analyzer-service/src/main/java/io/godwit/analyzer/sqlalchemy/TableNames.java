package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Statement;
import io.godwit.analyzer.python.Statement.Assignment;
import io.godwit.analyzer.python.Statement.FunctionDefinition;
import io.godwit.analyzer.python.Value;
import java.util.Locale;
import java.util.Optional;

/// What the table of a class is called: as `__tablename__` says, a constant or what its method returns, else as
/// SQLModel and Flask-SQLAlchemy call it.
final class TableNames {
    private final Evaluation evaluation;
    private final DeclarativeBases bases;

    TableNames(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.bases = new DeclarativeBases(evaluation.names());
    }

    /// Empty for a class without a table of its own.
    Optional<String> of(ClassReference type) {
        Optional<String> given = evaluation
                .names()
                .memberOf(type, "__tablename__")
                .flatMap(found -> switch (found) {
                    case Resolution.OfValue value -> evaluation.valueOf(value).flatMap(Value::asText);
                    case Resolution.OfFunction(var _, FunctionDefinition function)
                    when bases.isModel(type) ->
                        evaluation.result(type, function).flatMap(Value::asText);
                    case Resolution _ -> Optional.<String>empty();
                });
        if (given.isPresent()) {
            return isInherited(type) ? Optional.empty() : given;
        }
        boolean isSqlModel = type.definition().keywords().stream()
                .anyMatch(keyword -> keyword.name().equals("table")
                        && keyword.value() instanceof Expression.Constant(String word, int _)
                        && word.equals("True"));
        if (isSqlModel) {
            return Optional.of(type.name().toLowerCase(Locale.ROOT));
        }
        boolean isFlask = type.definition().bases().stream()
                .flatMap(base -> base.dotted().stream())
                .anyMatch(base -> base.equals("db.Model"));
        return isFlask ? Optional.of(snakeCase(type.name())) : Optional.empty();
    }

    /// Whether a model has a name for its table that is not understood.
    boolean isUnclear(ClassReference type) {
        return of(type).isEmpty()
                && bases.isModel(type)
                && evaluation.names().memberOf(type, "__tablename__").stream()
                        .anyMatch(found -> evaluationOf(type, found).isEmpty());
    }

    private Optional<Value> evaluationOf(ClassReference type, Resolution name) {
        return switch (name) {
            case Resolution.OfFunction(var _, FunctionDefinition function) -> evaluation.result(type, function);
            case Resolution other -> evaluation.valueOf(other).filter(value -> !(value instanceof Value.Named));
        };
    }

    /// A class that gets its parent's constant name shares its table.
    private boolean isInherited(ClassReference type) {
        return own(type, "__tablename__").isEmpty()
                && evaluation.names().memberOf(type, "__tablename__").orElseThrow() instanceof Resolution.OfValue;
    }

    /// As Flask-SQLAlchemy names tables: `HTTPRequest` is `http_request`.
    private static String snakeCase(String name) {
        return name.replaceAll("((?<=[a-z0-9])[A-Z]|(?!^)[A-Z](?=[a-z]))", "_$1")
                .toLowerCase(Locale.ROOT);
    }

    /// Whether the class itself gives its table a constant name.
    boolean isGiven(ClassReference type) {
        return own(type, "__tablename__")
                .filter(Resolution.OfValue.class::isInstance)
                .isPresent();
    }

    /// A member the class itself declares.
    Optional<Resolution> own(ClassReference type, String member) {
        boolean declares = type.definition().flattened().anyMatch(statement -> switch (statement) {
            case Assignment assignment ->
                assignment.name().filter(member::equals).isPresent();
            case FunctionDefinition function -> function.name().equals(member);
            case Statement _ -> false;
        });
        return declares ? evaluation.names().memberOf(type, member) : Optional.empty();
    }
}
