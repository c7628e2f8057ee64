package io.godwit.analyzer.python;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Values that come from the environment of the process: `os.getenv("NAME", default)`, and what `django-environ`,
/// `environs` and `python-decouple` offer. A program that is not run has its defaults.
final class Surroundings {
    private static final Set<String> READERS = Set.of(
            "os.getenv", "os.environ.get", "environ.get", "decouple.config", "decouple.AutoConfig", "starlette.config");

    private static final Set<String> ENVIRONMENTS = Set.of("environ.Env", "environ.FileAwareEnv", "environs.Env");

    private final Evaluation evaluation;

    Surroundings(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /// The default of a call that asks the environment; empty for any other call.
    Optional<Value> byDefault(Scope scope, Expression.Call call) {
        return switch (evaluation.names().resolve(scope, call.callee())) {
            case Resolution.External(String dotted) when READERS.contains(dotted) -> otherwise(scope, call, cast(call));
            case Resolution.OfValue(Scope around, Expression.Call made)
            when isEnvironment(around, made) -> otherwise(scope, call, cast(call));
            case Resolution.OfValue(Scope around, Expression.Attribute(Expression.Call made, String type, int _))
            when isEnvironment(around, made) -> otherwise(scope, call, type);
            case Resolution _ -> Optional.empty();
        };
    }

    private boolean isEnvironment(Scope scope, Expression.Call made) {
        return evaluation.names().resolve(scope, made.callee()) instanceof Resolution.External(String dotted)
                && ENVIRONMENTS.contains(dotted);
    }

    private static String cast(Expression.Call call) {
        return call.keyword("cast").flatMap(Expression::dotted).orElse("");
    }

    private Optional<Value> otherwise(Scope scope, Expression.Call call, String type) {
        List<Expression> positional = call.positional();
        Optional<Value> value = call.keyword("default")
                .or(() -> positional.size() > 1 ? Optional.of(positional.get(1)) : Optional.empty())
                .flatMap(written -> evaluation.of(scope, written));
        return switch (type) {
            case "int", "float" -> value.flatMap(given -> Calls.converted(type, given));
            case "bool" ->
                value.map(given -> given.asText()
                        .<Value>map(text -> new Value.Truth(text.matches("(?i)true|on|ok|y|yes|1")))
                        .orElse(given));
            default -> value;
        };
    }
}
