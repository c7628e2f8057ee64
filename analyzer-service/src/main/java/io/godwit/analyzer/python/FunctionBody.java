package io.godwit.analyzer.python;

import io.godwit.analyzer.python.Expression.Argument;
import io.godwit.analyzer.python.Statement.FunctionDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a function of the project returns for given arguments, as the expression it returns in a scope that has the
/// parameters and local variables bound. Functions are formulas here: assignments, branches whose condition is
/// constant, and a return; whatever else they do is not looked at.
public final class FunctionBody {
    private final Evaluation evaluation;

    FunctionBody(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /// @param bound parameters and what they stand for
    Optional<Resolution.OfValue> returned(
            PythonModule module, FunctionDefinition function, Map<String, Resolution> bound) {
        Map<String, Resolution> locals = new HashMap<>(bound);
        Scope outside = Scope.of(module);
        for (Argument parameter : function.defaults()) {
            locals.putIfAbsent(parameter.name(), new Resolution.OfValue(outside, parameter.value()));
        }
        return returned(outside.with(locals), function.body()).outcome();
    }

    /// The parameters of a function as a call fills them; empty if the call does not fit.
    public static Optional<Map<String, Resolution>> bound(
            FunctionDefinition function, Scope scope, Expression.Call call) {
        Map<String, Resolution> bound = new HashMap<>();
        List<Expression> positional = new ArrayList<>(call.positional());
        Map<String, Expression> named = new HashMap<>();
        for (Argument argument : call.arguments()) {
            if (argument.value() instanceof Expression.Spread) {
                return Optional.empty();
            }
            if (!argument.name().isEmpty()) {
                named.put(argument.name(), argument.value());
            }
        }
        Set<String> withDefault = new HashSet<>();
        function.defaults().forEach(parameter -> withDefault.add(parameter.name()));
        boolean onlyByName = false;
        for (String parameter : function.parameters()) {
            if (parameter.startsWith("**")) {
                List<Expression.Mapped.Entry> rest = named.entrySet().stream()
                        .map(entry -> new Expression.Mapped.Entry(
                                new Expression.Text(entry.getKey(), call.line()), entry.getValue()))
                        .toList();
                bound.put(
                        parameter.substring(2),
                        new Resolution.OfValue(scope, new Expression.Mapped(rest, call.line())));
                named.clear();
            } else if (parameter.startsWith("*")) {
                bound.put(
                        parameter.substring(1),
                        new Resolution.OfValue(scope, new Expression.Listed(positional, call.line())));
                positional = new ArrayList<>();
                onlyByName = true;
            } else if (!positional.isEmpty() && !onlyByName) {
                bound.put(parameter, new Resolution.OfValue(scope, positional.removeFirst()));
            } else if (named.containsKey(parameter)) {
                bound.put(parameter, new Resolution.OfValue(scope, named.remove(parameter)));
            } else if (!withDefault.contains(parameter)) {
                return Optional.empty();
            }
        }
        return named.isEmpty() && positional.isEmpty() ? Optional.of(bound) : Optional.empty();
    }

    /// How far a block got.
    ///
    /// @param outcome what it returned; empty if it did not, or if that is not known
    /// @param ended   whether nothing after the block runs
    private record Run(Scope scope, Optional<Resolution.OfValue> outcome, boolean ended) {}

    private Run returned(Scope start, List<Statement> statements) {
        Scope scope = start;
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Return(Expression value, int _) -> {
                    return new Run(scope, Optional.of(new Resolution.OfValue(scope, value)), true);
                }
                case Statement.Assignment assignment
                when assignment.name().isPresent() && assignment.value().isPresent() ->
                    scope = scope.with(Map.of(
                            assignment.name().get(),
                            new Resolution.OfValue(scope, assignment.value().get())));
                case Statement.Branch branch -> {
                    Run run = branched(scope, branch);
                    if (run.ended()) {
                        return run;
                    }
                    scope = run.scope();
                }
                case Statement _ -> {}
            }
        }
        return new Run(scope, Optional.empty(), false);
    }

    private Run branched(Scope scope, Statement.Branch branch) {
        if (branch.condition().isEmpty()) {
            return returned(scope, branch.body());
        }
        Optional<Boolean> holds = evaluation.of(scope, branch.condition().get()).flatMap(Value::asTruth);
        if (holds.isPresent()) {
            return returned(scope, holds.get() ? branch.body() : branch.otherwise());
        }
        boolean returns = Statement.flatten(List.of(branch)).anyMatch(Statement.Return.class::isInstance);
        return new Run(scope, Optional.empty(), returns);
    }
}
