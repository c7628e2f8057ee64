package io.godwit.analyzer.django;

import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.SqlLiterals;
import io.godwit.analyzer.python.Statement;
import io.godwit.analyzer.python.Value;
import io.godwit.model.catalog.DataType;
import java.util.Optional;

/// What existing rows get in a new column: Django keeps defaults in Python, and gives them to the rows while a
/// migration adds the column.
final class RowValues {
    private static final String RANDOM = "gen_random_uuid()";

    private final Arguments arguments;

    RowValues(Arguments arguments) {
        this.arguments = arguments;
    }

    /// An SQL expression; empty where the models do not say, or say something only Python can compute.
    Optional<String> of(FieldColumn column) {
        Field field = column.field();
        DataType type = column.column().type();
        Optional<Written> given = field.argument("default");
        Optional<String> value = given.isPresent() ? written(given.get(), type) : implied(field, type);
        return value.filter(sql -> !column.unique() || sql.contains(RANDOM));
    }

    private Optional<String> implied(Field field, DataType type) {
        if (arguments.truth(field, "blank", false) && FieldTypes.allowsEmptyText(field.internalName())) {
            return Optional.of(type.sql().equals("bytea") ? "'\\x'::bytea" : "''");
        }
        boolean automatic = arguments.truth(field, "auto_now", false) || arguments.truth(field, "auto_now_add", false);
        return automatic ? now(type) : Optional.empty();
    }

    private Optional<String> written(Written written, DataType type) {
        if (written.expression() instanceof Expression.Lambda(Expression body, int _)) {
            return written(new Written(written.scope(), body), type);
        }
        Optional<Value> value = arguments.value(written);
        if (value.isPresent() && value.get() instanceof Value.Named(Resolution resolution)) {
            return called(resolution, type);
        }
        return value.isPresent()
                ? SqlLiterals.typed(value.get(), type)
                : computed(written.scope(), written.expression(), type);
    }

    private Optional<String> called(Resolution resolution, DataType type) {
        return switch (resolution) {
            case Resolution.External(String dotted) -> external(dotted, type);
            case Resolution.Unknown(String builtIn) ->
                switch (builtIn) {
                    case "dict" -> SqlLiterals.typed(new Value.Mapped(java.util.Map.of()), type);
                    case "list", "tuple", "set" -> SqlLiterals.typed(new Value.Listed(java.util.List.of()), type);
                    case "str" -> Optional.of("''");
                    case "int", "float" -> Optional.of("0");
                    case "bool" -> Optional.of("false");
                    case String _ -> Optional.empty();
                };
            case Resolution.OfFunction(PythonModule module, var function) ->
                arguments
                        .evaluation()
                        .result(module, function)
                        .filter(value -> !(value instanceof Value.Named))
                        .flatMap(value -> SqlLiterals.typed(value, type))
                        .or(() -> onlyReturn(function).flatMap(returned -> computed(Scope.of(module), returned, type)));
            case Resolution _ -> Optional.empty();
        };
    }

    private static Optional<Expression> onlyReturn(Statement.FunctionDefinition function) {
        return function.body().size() == 1
                        && function.body().getFirst() instanceof Statement.Return(Expression value, int _)
                ? Optional.of(value)
                : Optional.empty();
    }

    /// `uuid4()`, `uuid4().hex`, `str(uuid4())`, `timezone.now()`.
    private Optional<String> computed(Scope scope, Expression expression, DataType type) {
        if (expression instanceof Expression.Attribute(Call call, String name, int _) && name.equals("hex")) {
            return uuid(scope, call) ? Optional.of("replace(" + RANDOM + "::text, '-', '')") : Optional.empty();
        }
        if (!(expression instanceof Call call)) {
            return Optional.empty();
        }
        if (call.calleeName().equals("str")
                && call.positional().size() == 1
                && call.positional().getFirst() instanceof Call inner) {
            return uuid(scope, inner) ? Optional.of(RANDOM + "::text") : Optional.empty();
        }
        return arguments.evaluation().names().resolve(scope, call.callee())
                        instanceof Resolution.External(String dotted)
                ? external(dotted, type)
                : Optional.empty();
    }

    private boolean uuid(Scope scope, Call call) {
        return arguments.evaluation().names().resolve(scope, call.callee())
                        instanceof Resolution.External(String dotted)
                && dotted.matches("uuid\\.uuid[14]");
    }

    private static Optional<String> external(String dotted, DataType type) {
        return switch (dotted) {
            case "uuid.uuid4", "uuid.uuid1" -> Optional.of(type.sql().equals("uuid") ? RANDOM : RANDOM + "::text");
            case "django.utils.timezone.now",
                    "datetime.datetime.now",
                    "datetime.datetime.utcnow",
                    "django.utils.timezone.localtime" -> now(type);
            case "datetime.date.today", "django.utils.timezone.localdate", "datetime.datetime.today" -> now(type);
            case String _ -> Optional.empty();
        };
    }

    private static Optional<String> now(DataType type) {
        return switch (type.sql()) {
            case "date" -> Optional.of("CURRENT_DATE");
            case "time without time zone" -> Optional.of("LOCALTIME");
            case "timestamp with time zone" -> Optional.of("CURRENT_TIMESTAMP");
            case String _ -> Optional.empty();
        };
    }
}
