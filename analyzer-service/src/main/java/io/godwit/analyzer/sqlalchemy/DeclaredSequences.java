package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.model.SequenceObjects;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Value;
import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.SchemaObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The `Sequence("name", start=..., increment=...)` objects that columns use.
final class DeclaredSequences {
    private final Evaluation evaluation;
    private final Map<ObjectName, SchemaObject> met = new TreeMap<>();

    DeclaredSequences(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    List<SchemaObject> all() {
        return List.copyOf(met.values());
    }

    /// Notes the sequence an expression is, or is a name of; empty for anything else.
    Optional<ObjectName> meet(Scope scope, Expression expression, ObjectName user) {
        if (expression instanceof Expression.Name || expression instanceof Expression.Attribute) {
            return evaluation.names().resolve(scope, expression) instanceof Resolution.OfValue(Scope around, Call made)
                    ? meet(around, made, user)
                    : Optional.empty();
        }
        if (!(expression instanceof Call call)
                || !call.calleeName().equals("Sequence")
                || call.positional().isEmpty()) {
            return Optional.empty();
        }
        String schema = call.keyword("schema")
                .flatMap(value -> evaluation.of(scope, value))
                .flatMap(Value::asText)
                .orElse("public");
        Optional<ObjectName> name = evaluation
                .of(scope, call.positional().getFirst())
                .flatMap(Value::asText)
                .map(text -> new ObjectName(schema, text));
        name.ifPresent(found -> met.putIfAbsent(
                found,
                SequenceObjects.of(
                        found, number(scope, call, "increment"), number(scope, call, "start"), List.of(user))));
        return name;
    }

    /// `sequence.next_value()` as a default; empty for anything else.
    Optional<String> nextValue(Scope scope, Expression expression, ObjectName user) {
        return expression instanceof Call call
                        && call.callee() instanceof Expression.Attribute(Expression owner, String method, int _)
                        && method.equals("next_value")
                ? meet(scope, owner, user).map(name -> "nextval(" + SqlName.literal(name.sql()) + "::regclass)")
                : Optional.empty();
    }

    private int number(Scope scope, Call call, String keyword) {
        return call.keyword(keyword)
                .flatMap(value -> evaluation.of(scope, value))
                .flatMap(Value::asInteger)
                .orElse(1);
    }
}
