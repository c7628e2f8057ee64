package io.godwit.analyzer.django;

import io.godwit.analyzer.django.Field.Kind;
import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Argument;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Statement;
import io.godwit.analyzer.python.Statement.FunctionDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A class derived from a field: what it is at bottom, and what its constructor does to the arguments.
///
/// @param kind      what it is to Django
/// @param defaults  arguments it sets unless they are given
/// @param forced    arguments it sets whatever is given
/// @param positions the names of arguments by position
record CustomField(Kind kind, Map<String, Written> defaults, Map<String, Written> forced, List<String> positions) {
    private static final int MAX_DEPTH = 12;

    /// Empty if the class is no field.
    static Optional<CustomField> of(Evaluation evaluation, ClassReference type) {
        return of(evaluation, type, 0);
    }

    private static Optional<CustomField> of(Evaluation evaluation, ClassReference type, int depth) {
        if (depth > MAX_DEPTH) {
            return Optional.empty();
        }
        Optional<CustomField> base = Optional.empty();
        Optional<String> foreign = Optional.empty();
        for (Resolution parent : evaluation.names().bases(type)) {
            Optional<CustomField> found = switch (parent) {
                case Resolution.External(String dotted) -> ofExternal(dotted);
                case Resolution.OfClass(ClassReference next) -> of(evaluation, next, depth + 1);
                case Resolution _ -> Optional.empty();
            };
            if (base.isEmpty()) {
                base = found;
            }
            if (parent instanceof Resolution.External(String dotted)
                    && dotted.matches(".*(Field|ForeignKey)(Mixin)?")) {
                foreign = foreign.or(() -> Optional.of(dotted + ", which is not among the files"));
            }
            if ((parent instanceof Resolution.OfValue || parent instanceof Resolution.Unknown)
                    && type.name().matches(".*(Field|ForeignKey)")) {
                foreign = foreign.or(() -> Optional.of("a class that is only known when the program runs"));
            }
        }
        if (base.isEmpty()) {
            return foreign.map(dotted -> new CustomField(
                    new Kind.Unclear("its class " + type.name() + " is derived from " + dotted),
                    Map.of(),
                    Map.of(),
                    List.of()));
        }
        return Optional.of(base.get().derived(evaluation, type));
    }

    private static Optional<CustomField> ofExternal(String dotted) {
        if (dotted.equals("django.db.models.Field") || dotted.equals("django.db.models.fields.Field")) {
            return Optional.of(new CustomField(
                    new Kind.Unclear("its class does not say in a constant db_type what the database stores"),
                    Map.of(),
                    Map.of(),
                    FieldTypes.positions("")));
        }
        return FieldTypes.byName(dotted)
                .map(name -> new CustomField(new Kind.Known(name), Map.of(), Map.of(), FieldTypes.positions(name)));
    }

    private CustomField derived(Evaluation evaluation, ClassReference type) {
        Map<String, Written> allDefaults = new LinkedHashMap<>(defaults);
        Map<String, Written> allForced = new LinkedHashMap<>(forced);
        Scope body = type.body();
        method(type, "__init__").ifPresent(constructor -> {
            for (Argument argument : constructor.defaults()) {
                allDefaults.put(argument.name(), new Written(body, argument.value()));
            }
            Statement.flatten(constructor.body())
                    .forEach(statement -> constructorDoes(statement, body, allDefaults, allForced));
        });
        return new CustomField(kindOf(evaluation, type), allDefaults, allForced, positions);
    }

    private Kind kindOf(Evaluation evaluation, ClassReference type) {
        Optional<FunctionDefinition> internal = method(type, "get_internal_type");
        Kind inherited = internal.flatMap(function -> evaluation.result(type.module(), function))
                .flatMap(value -> value.asText())
                .filter(name -> FieldTypes.byName("django.db.models." + name).isPresent())
                .<Kind>map(Kind.Known::new)
                .orElse(kind);
        Optional<FunctionDefinition> databaseType = method(type, "db_type");
        if (databaseType.isEmpty()) {
            return inherited;
        }
        String base = inherited instanceof Kind.Known(String name) ? name : "";
        return evaluation
                .result(type.module(), databaseType.get())
                .flatMap(value -> value.asText())
                .<Kind>map(sql -> new Kind.OfType(sql, base))
                .orElse(new Kind.Unclear("the db_type of its class " + type.name() + " is no constant"));
    }

    /// `kwargs["max_length"] = 10`, `kwargs.setdefault("max_length", 10)`, `super().__init__(max_length=10, **kwargs)`.
    private static void constructorDoes(
            Statement statement, Scope scope, Map<String, Written> defaults, Map<String, Written> forced) {
        switch (statement) {
            case Statement.Assignment(
                    Expression.Subscript(Expression.Name _, List<Expression> index, int _),
                    var _,
                    Optional<Expression> value,
                    int _)
            when index.size() == 1 && index.getFirst() instanceof Expression.Text && value.isPresent() -> {
                String name = ((Expression.Text) index.getFirst()).value();
                boolean asksFirst = value.get() instanceof Expression.Call call
                        && call.calleeName().matches("get|pop");
                if (asksFirst) {
                    List<Expression> asked = ((Expression.Call) value.get()).positional();
                    if (asked.size() == 2) {
                        defaults.put(name, new Written(scope, asked.get(1)));
                    }
                } else if (!(value.get() instanceof Expression.Binary)) {
                    forced.put(name, new Written(scope, value.get()));
                }
            }
            case Statement.Bare(Expression.Call call, int _)
            when call.calleeName().equals("update") -> {
                call.arguments().stream()
                        .filter(argument -> !argument.name().isEmpty())
                        .forEach(argument -> forced.put(argument.name(), new Written(scope, argument.value())));
                call.positional().stream()
                        .filter(Expression.Mapped.class::isInstance)
                        .flatMap(mapped -> ((Expression.Mapped) mapped).entries().stream())
                        .filter(entry -> entry.key() instanceof Expression.Text)
                        .forEach(entry ->
                                forced.put(((Expression.Text) entry.key()).value(), new Written(scope, entry.value())));
            }
            case Statement.Bare(Expression.Call call, int _)
            when call.calleeName().equals("setdefault") -> {
                List<Expression> arguments = call.positional();
                if (arguments.size() == 2 && arguments.getFirst() instanceof Expression.Text(String name, int _)) {
                    defaults.put(name, new Written(scope, arguments.get(1)));
                }
            }
            case Statement.Bare(Expression.Call call, int _)
            when call.calleeName().equals("__init__") ->
                call.arguments().stream()
                        .filter(argument -> !argument.name().isEmpty())
                        .filter(argument -> !(argument.value() instanceof Expression.Name(String same, int _)
                                && same.equals(argument.name())))
                        .filter(argument -> !(argument.value() instanceof Expression.Call))
                        .forEach(argument -> forced.put(argument.name(), new Written(scope, argument.value())));
            case Statement _ -> {}
        }
    }

    private static Optional<FunctionDefinition> method(ClassReference type, String name) {
        return type.definition()
                .flattened()
                .filter(statement -> statement instanceof FunctionDefinition function
                        && function.name().equals(name))
                .map(FunctionDefinition.class::cast)
                .findFirst();
    }
}
