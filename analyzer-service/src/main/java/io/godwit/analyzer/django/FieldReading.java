package io.godwit.analyzer.django;

import io.godwit.analyzer.django.Field.Kind;
import io.godwit.analyzer.model.OpenType;
import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.model.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Recognizes the fields among the assignments of a class body: calls of Django's fields, of classes derived from them,
/// and of functions that return one.
final class FieldReading {
    private static final int MAX_DEPTH = 12;

    private final Evaluation evaluation;
    private final UnknownFields unknown;
    private final ComputedArguments computed;

    FieldReading(Evaluation evaluation, UnknownFields unknown) {
        this.unknown = unknown;
        this.computed = new ComputedArguments(new Arguments(evaluation));
        this.evaluation = evaluation;
    }

    /// The field an expression makes; empty if it makes something else (a manager, a constant).
    Optional<Field> read(String name, Written written) {
        return read(name, written, 0).map(computed::checked);
    }

    private Optional<Field> read(String name, Written written, int depth) {
        if (!(written.expression() instanceof Call call) || depth > MAX_DEPTH) {
            return Optional.empty();
        }
        Scope scope = written.scope();
        Map<String, Written> given = named(scope, call);
        SourceLocation location = new SourceLocation(scope.module().path(), call.line());
        return switch (evaluation.names().resolve(scope, call.callee())) {
            case Resolution.External(String dotted) -> external(name, dotted, scope, call, given, location);
            case Resolution.OfClass(ClassReference type) ->
                CustomField.of(evaluation, type).map(custom -> {
                    Map<String, Written> arguments = new LinkedHashMap<>(custom.defaults());
                    arguments.putAll(positional(scope, call, custom.positions()));
                    arguments.putAll(given);
                    arguments.putAll(custom.forced());
                    return new Field(name, custom.kind(), arguments, location);
                });
            case Resolution.OfFunction(var module, var function) ->
                evaluation
                        .returned(scope, call)
                        .flatMap(value -> read(name, new Written(value.scope(), value.value()), depth + 1))
                        .or(() -> function.body().stream()
                                .filter(io.godwit.analyzer.python.Statement.Return.class::isInstance)
                                .map(statement -> ((io.godwit.analyzer.python.Statement.Return) statement).value())
                                .findFirst()
                                .flatMap(returned -> read(name, new Written(Scope.of(module), returned), depth + 1))
                                .map(made -> withAll(made, given)));
            case Resolution.OfValue(Scope around, Call partial)
            when partial.calleeName().equals("partial") -> partialField(name, around, partial, given, depth);
            case Resolution unknown -> unclear(name, call, unknown, given, location);
        };
    }

    private Optional<Field> external(
            String name, String dotted, Scope scope, Call call, Map<String, Written> given, SourceLocation location) {
        Optional<String> known = FieldTypes.byName(dotted);
        if (known.isEmpty()) {
            return unclear(name, call, new Resolution.External(dotted), given, location);
        }
        Map<String, Written> arguments =
                new LinkedHashMap<>(positional(scope, call, FieldTypes.positions(known.get())));
        if (known.get().equals("CompositePrimaryKey")) {
            arguments.put("fields", new Written(scope, new Expression.Listed(call.positional(), call.line())));
        }
        arguments.putAll(given);
        return Optional.of(new Field(name, new Kind.Known(known.get()), arguments, location));
    }

    /// What looks like a field and is not understood. Managers and the like do not look so.
    private Optional<Field> unclear(
            String name, Call call, Resolution resolution, Map<String, Written> given, SourceLocation location) {
        String callee = call.calleeName();
        boolean looksLikeField =
                callee.endsWith("Field") || callee.endsWith("ForeignKey") || callee.endsWith("ParentalKey");
        if (!looksLikeField) {
            return Optional.empty();
        }
        if (unknown == UnknownFields.ASKED
                && resolution instanceof Resolution.External(String dotted)
                && isColumn(callee)) {
            return Optional.of(
                    new Field(name, new Kind.OfType(OpenType.of(dotted).sql(), ""), given, location));
        }
        String from = switch (resolution) {
            case Resolution.External(String dotted) -> dotted + ", which is not among the files";
            case Resolution _ -> callee + ", which nothing defines or imports";
        };
        return Optional.of(new Field(name, new Kind.Unclear("its class is " + from), given, location));
    }

    /// By its name: relations have columns of other names, or none.
    private static boolean isColumn(String callee) {
        return callee.endsWith("Field")
                && !callee.matches(".*(?:ManyToMany|OneToOne|ForeignKey|GenericRelation|Tagg?able).*");
    }

    private Optional<Field> partialField(
            String name, Scope around, Call partial, Map<String, Written> given, int depth) {
        List<Expression> positional = partial.positional();
        if (positional.isEmpty()) {
            return Optional.empty();
        }
        Call made = new Call(
                positional.getFirst(), partial.arguments().stream().skip(1).toList(), partial.line());
        return read(name, new Written(around, made), depth + 1).map(field -> withAll(field, given));
    }

    private static Field withAll(Field field, Map<String, Written> given) {
        Field whole = field;
        for (Map.Entry<String, Written> argument : given.entrySet()) {
            whole = whole.with(argument.getKey(), argument.getValue());
        }
        return whole;
    }

    private static Map<String, Written> positional(Scope scope, Call call, List<String> positions) {
        Map<String, Written> arguments = new LinkedHashMap<>();
        List<Expression> positional = call.positional();
        for (int i = 0; i < Math.min(positional.size(), positions.size()); i++) {
            arguments.put(positions.get(i), new Written(scope, positional.get(i)));
        }
        return arguments;
    }

    private Map<String, Written> named(Scope scope, Call call) {
        Map<String, Written> arguments = new LinkedHashMap<>();
        call.spreadMappings().forEach(spread -> spread(scope, spread, arguments));
        call.arguments().stream()
                .filter(argument -> !argument.name().isEmpty())
                .forEach(argument -> arguments.put(argument.name(), new Written(scope, argument.value())));
        return arguments;
    }

    private void spread(Scope scope, Expression spread, Map<String, Written> into) {
        switch (spread) {
            case Expression.Mapped mapped ->
                mapped.entries().forEach(entry -> {
                    if (entry.key() instanceof Expression.Text(String key, int _)) {
                        into.put(key, new Written(scope, entry.value()));
                    }
                });
            case Call call
            when call.calleeName().equals("dict") ->
                call.arguments().stream()
                        .filter(argument -> !argument.name().isEmpty())
                        .forEach(argument -> into.put(argument.name(), new Written(scope, argument.value())));
            case Expression.Name _, Expression.Attribute _ -> {
                if (evaluation.names().resolve(scope, spread)
                        instanceof Resolution.OfValue(Scope around, Expression value)) {
                    spread(around, value, into);
                } else {
                    into.put(ComputedArguments.SPREAD, new Written(scope, spread));
                }
            }
            case Expression _ -> into.put(ComputedArguments.SPREAD, new Written(scope, spread));
        }
    }
}
