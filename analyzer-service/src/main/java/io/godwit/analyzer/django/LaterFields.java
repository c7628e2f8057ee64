package io.godwit.analyzer.django;

import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Statement;
import io.godwit.analyzer.python.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fields that modules give to a model after its class: `Book.add_to_class("note", CharField(...))` and
/// `CharField(...).contribute_to_class(Book, "note")`.
final class LaterFields {
    private final Evaluation evaluation;
    private final Map<ClassReference, Map<String, Written>> byModel = new HashMap<>();

    LaterFields(Evaluation evaluation) {
        this.evaluation = evaluation;
        for (PythonModule module : evaluation.names().modules()) {
            Scope scope = Scope.of(module);
            module.flattened().forEach(statement -> {
                if (statement instanceof Statement.Bare(Call call, int _)
                        && call.callee() instanceof Expression.Attribute(Expression owner, String method, int _)
                        && call.positional().size() == 2) {
                    List<Expression> given = call.positional();
                    switch (method) {
                        case "add_to_class" -> take(scope, owner, given.getFirst(), given.getLast());
                        case "contribute_to_class" -> take(scope, given.getFirst(), given.getLast(), owner);
                        default -> {}
                    }
                }
            });
        }
    }

    private void take(Scope scope, Expression model, Expression name, Expression field) {
        Optional<String> called = evaluation.of(scope, name).flatMap(Value::asText);
        if (called.isPresent()
                && evaluation.names().resolve(scope, model) instanceof Resolution.OfClass(ClassReference type)) {
            byModel.computeIfAbsent(type, _ -> new LinkedHashMap<>()).put(called.get(), new Written(scope, field));
        }
    }

    /// What is given to a model, by its name there; it may be no field.
    Map<String, Written> of(ClassReference model) {
        return byModel.getOrDefault(model, Map.of());
    }
}
