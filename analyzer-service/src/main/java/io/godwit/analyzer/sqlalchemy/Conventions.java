package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Statement;
import io.godwit.analyzer.python.Statement.Assignment;
import io.godwit.analyzer.python.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the naming convention of a table's metadata: that of `MetaData(naming_convention=...)`, as the class, one of
/// its bases or the `Table` names it; else the only one of the project.
final class Conventions {
    private static final int DEEPEST = 20;

    private final Evaluation evaluation;

    Conventions(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    NamingConvention ofMetadata(Scope scope, Expression metadata) {
        Optional<NamingConvention> named = evaluation.names().resolve(scope, metadata)
                        instanceof Resolution.OfValue(Scope around, Expression value)
                ? of(around, value)
                : Optional.empty();
        return named.orElseGet(this::only);
    }

    NamingConvention ofClass(ClassReference type) {
        return ofClass(type, 0).orElseGet(this::only);
    }

    private Optional<NamingConvention> ofClass(ClassReference type, int depth) {
        return evaluation
                .names()
                .memberOf(type, "metadata")
                .flatMap(found -> found instanceof Resolution.OfValue(Scope scope, Expression value) && depth < DEEPEST
                        ? of(scope, value)
                        : Optional.empty());
    }

    private NamingConvention only() {
        Map<Map<String, String>, NamingConvention> all = new HashMap<>();
        for (PythonModule module : evaluation.names().modules()) {
            Scope scope = Scope.of(module);
            deep(module.flattened()).forEach(statement -> {
                if (statement instanceof Assignment(Expression target, var _, var value, int _)
                        && target instanceof Expression.Attribute(Expression _, String name, int _)
                        && name.equals("naming_convention")
                        && value.isPresent()) {
                    NamingConvention given = patterns(scope, value.get());
                    all.put(given.patterns(), given);
                }
                if (statement instanceof Assignment assignment
                        && assignment.value().isPresent()) {
                    of(Scope.of(module), assignment.value().get()).ifPresent(found -> all.put(found.patterns(), found));
                }
            });
        }
        return all.size() == 1 ? all.values().iterator().next() : NamingConvention.NONE;
    }

    /// `MetaData(naming_convention=...)`, also inside of another call.
    private Optional<NamingConvention> of(Scope scope, Expression value) {
        if (value instanceof Expression.Name || value instanceof Expression.Attribute) {
            return evaluation.names().resolve(scope, value) instanceof Resolution.OfValue(Scope around, Expression made)
                            && !made.equals(value)
                            && made instanceof Call
                    ? of(around, made)
                    : Optional.empty();
        }
        if (!(value instanceof Call call)) {
            return Optional.empty();
        }
        Optional<Expression> patterns =
                call.calleeName().equals("MetaData") ? call.keyword("naming_convention") : Optional.empty();
        if (patterns.isEmpty()) {
            return call.keyword("metadata").flatMap(inner -> of(scope, inner));
        }
        return Optional.of(patterns(scope, patterns.get()));
    }

    private NamingConvention patterns(Scope scope, Expression patterns) {
        Map<String, String> read = new HashMap<>();
        if (evaluation.of(scope, patterns).orElse(new Value.Nothing()) instanceof Value.Mapped(var entries)) {
            entries.forEach((key, pattern) ->
                    key.asText().ifPresent(kind -> pattern.asText().ifPresent(text -> read.put(kind, text))));
        }
        return new NamingConvention(read);
    }

    /// A function that makes the base class may give it its convention: `base.metadata.naming_convention = NAMES`.
    private static Stream<Statement> deep(Stream<Statement> statements) {
        return statements.flatMap(statement -> statement instanceof Statement.FunctionDefinition function
                ? Statement.flatten(function.body())
                : Stream.of(statement));
    }
}
