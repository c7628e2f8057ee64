package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.model.OpenType;
import io.godwit.analyzer.model.PostgresTypes;
import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Enumerations;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Value;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// From SQLAlchemy's types, and Python's of annotations, to PostgreSQL's.
final class SqlTypes {
    private static final Map<String, String> PLAIN = Map.ofEntries(
            Map.entry("Integer", "integer"),
            Map.entry("BigInteger", "bigint"),
            Map.entry("SmallInteger", "smallint"),
            Map.entry("Text", "text"),
            Map.entry("UnicodeText", "text"),
            Map.entry("Boolean", "boolean"),
            Map.entry("Date", "date"),
            Map.entry("Interval", "interval"),
            Map.entry("Double", "double precision"),
            Map.entry("LargeBinary", "bytea"),
            Map.entry("PickleType", "bytea"),
            Map.entry("Uuid", "uuid"),
            Map.entry("BYTEA", "bytea"),
            Map.entry("UUID", "uuid"),
            Map.entry("JSON", "json"),
            Map.entry("JSONB", "jsonb"),
            Map.entry("INET", "inet"),
            Map.entry("CIDR", "cidr"),
            Map.entry("MACADDR", "macaddr"),
            Map.entry("MONEY", "money"),
            Map.entry("OID", "oid"),
            Map.entry("TSVECTOR", "tsvector"),
            Map.entry("ScalarListType", "text"),
            Map.entry("URLType", "text"),
            Map.entry("JSONType", "json"),
            Map.entry("UUIDType", "uuid"),
            Map.entry("EmailType", "character varying(255)"),
            Map.entry("ChoiceType", "character varying(255)"),
            Map.entry("IPAddressType", "character varying(50)"),
            Map.entry("TimezoneType", "character varying(50)"),
            Map.entry("PhoneNumberType", "character varying(20)"),
            Map.entry("ColorType", "character varying(20)"),
            Map.entry("LocaleType", "character varying(10)"),
            Map.entry("CurrencyType", "character varying(3)"),
            Map.entry("CountryType", "character varying(2)"),
            Map.entry("ArrowType", "timestamp without time zone"),
            Map.entry("TSVectorType", "tsvector"),
            Map.entry("LtreeType", "public.ltree"),
            Map.entry("HSTORE", "public.hstore"),
            Map.entry("CITEXT", "public.citext"),
            Map.entry("INT4RANGE", "int4range"),
            Map.entry("INT8RANGE", "int8range"),
            Map.entry("NUMRANGE", "numrange"),
            Map.entry("DATERANGE", "daterange"),
            Map.entry("TSRANGE", "tsrange"),
            Map.entry("TSTZRANGE", "tstzrange"));

    private static final Map<String, String> PYTHON = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("str", "character varying"),
            Map.entry("bool", "boolean"),
            Map.entry("float", "double precision"),
            Map.entry("bytes", "bytea"),
            Map.entry("Decimal", "numeric"),
            Map.entry("datetime", "timestamp without time zone"),
            Map.entry("date", "date"),
            Map.entry("time", "time without time zone"),
            Map.entry("timedelta", "interval"),
            Map.entry("UUID", "uuid"));

    static final int DEEPEST = 12;

    private final Evaluation evaluation;
    private final EnumTypes enums;
    private final TypeDecorators decorators;
    private final AnnotationTypes annotations;
    private final UnknownTypes unknown;

    /// @param enums gets the enums that are met
    SqlTypes(Evaluation evaluation, Map<ObjectName, EnumType> enums) {
        this(evaluation, enums, UnknownTypes.LEFT_ALONE);
    }

    SqlTypes(Evaluation evaluation, Map<ObjectName, EnumType> enums, UnknownTypes unknown) {
        this.unknown = unknown;
        this.evaluation = evaluation;
        this.enums = new EnumTypes(evaluation, enums);
        this.decorators = new TypeDecorators(evaluation, this);
        this.annotations = new AnnotationTypes(evaluation);
    }

    /// What a `type_annotation_map` says of an annotation; empty if none names it.
    Optional<DataType> mapped(Scope scope, Expression annotation, String schema) {
        return annotations.of(scope, annotation).flatMap(stated -> of(stated.scope(), stated.type(), schema));
    }

    /// Whether an argument of a column is its type.
    boolean isType(Scope scope, Expression expression) {
        return of(scope, expression, "public", 0).isPresent();
    }

    /// @param schema where an enum of no schema of its own belongs
    Optional<DataType> of(Scope scope, Expression expression, String schema) {
        return of(scope, expression, schema, 0);
    }

    Optional<DataType> of(Scope scope, Expression expression, String schema, int depth) {
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        if (expression instanceof Call call) {
            if (call.callee() instanceof Expression.Attribute(Expression base, String method, int _)
                    && method.equals("with_variant")) {
                return variant(scope, call, base, schema, depth);
            }
            if (call.calleeName().equals("as_mutable") && call.positional().size() == 1) {
                return of(scope, call.positional().getFirst(), schema, depth + 1);
            }
            return switch (evaluation.names().followed(evaluation.names().resolve(scope, call.callee()))) {
                case Resolution.External(String dotted) -> built(last(dotted), scope, call, schema, depth);
                case Resolution.OfClass(ClassReference type) -> decorators.of(type, scope, call, schema, depth);
                case Resolution.OfFunction _ ->
                    evaluation.returned(scope, call).flatMap(made -> of(made.scope(), made.value(), schema, depth + 1));
                case Resolution _ -> Optional.empty();
            };
        }
        if (expression instanceof Expression.Name || expression instanceof Expression.Attribute) {
            return switch (evaluation.names().followed(evaluation.names().resolve(scope, expression))) {
                case Resolution.External(String dotted) ->
                    built(last(dotted), scope, new Call(expression, List.of(), expression.line()), schema, depth);
                case Resolution.OfClass(ClassReference type) ->
                    decorators.of(type, scope, new Call(expression, List.of(), expression.line()), schema, depth);
                case Resolution.OfValue(Scope around, Call made) -> of(around, made, schema, depth + 1);
                case Resolution _ -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    /// The type to ask for, of a class that no file defines; empty where nothing is asked. What arguments a class of
    /// SQLAlchemy's is given decides on its type, so that one answer would not do.
    Optional<DataType> open(Scope scope, Expression expression) {
        boolean asked = unknown == UnknownTypes.ASKED;
        Expression callee = expression instanceof Call call ? call.callee() : expression;
        boolean isClass = callee instanceof Expression.Name || callee instanceof Expression.Attribute;
        return asked
                        && isClass
                        && evaluation.names().followed(evaluation.names().resolve(scope, callee))
                                instanceof Resolution.External(String dotted)
                        && !dotted.startsWith("sqlalchemy.")
                ? Optional.of(OpenType.of(dotted + given(scope, expression)))
                : Optional.empty();
    }

    private String given(Scope scope, Expression expression) {
        return expression instanceof Call call && !call.arguments().isEmpty()
                ? call.arguments().stream()
                        .map(argument -> (argument.name().isEmpty() ? "" : argument.name() + "=")
                                + evaluation
                                        .of(scope, argument.value())
                                        .flatMap(Value::asText)
                                        .or(() -> evaluation
                                                .of(scope, argument.value())
                                                .flatMap(Value::asInteger)
                                                .map(String::valueOf))
                                        .orElse("…"))
                        .collect(Collectors.joining(", ", "(", ")"))
                : "";
    }

    private Optional<DataType> variant(Scope scope, Call call, Expression base, String schema, int depth) {
        boolean forPostgres = call.positional().stream()
                .skip(1)
                .flatMap(name -> evaluation.of(scope, name).stream())
                .flatMap(name -> name.asText().stream())
                .anyMatch("postgresql"::equals);
        return of(scope, forPostgres ? call.positional().getFirst() : base, schema, depth + 1);
    }

    Optional<DataType> built(String name, Scope scope, Call call, String schema, int depth) {
        Optional<Expression> given = call.positional().stream().findFirst().or(() -> call.keyword("length"));
        Optional<Value> size = given.flatMap(value -> evaluation.of(scope, value));
        Optional<Integer> first = size.flatMap(Value::asInteger);
        boolean isUnknown = given.isPresent() && first.isEmpty() && !(size.orElse(null) instanceof Value.Nothing);
        return switch (name) {
            case "String", "Unicode", "VARCHAR", "NVARCHAR", "AutoString" ->
                isUnknown
                        ? Optional.empty()
                        : Optional.of(new DataType(first.map(length -> "character varying(" + length + ")")
                                .orElse("character varying")));
            case "CHAR" ->
                isUnknown ? Optional.empty() : Optional.of(new DataType("character(" + first.orElse(1) + ")"));
            case "DateTime", "TIMESTAMP", "DATETIME" -> Optional.of(new DataType("timestamp " + zone(scope, call)));
            case "Time", "TIME" -> Optional.of(new DataType("time " + zone(scope, call)));
            case "Float", "FLOAT" ->
                Optional.of(
                        new DataType(first.filter(digits -> digits <= 24).isPresent() ? "real" : "double precision"));
            case "REAL" -> Optional.of(new DataType("real"));
            case "DOUBLE_PRECISION", "DOUBLE" -> Optional.of(new DataType("double precision"));
            case "Numeric", "NUMERIC", "DECIMAL" -> numeric(scope, call);
            case "ARRAY" ->
                call.positional().stream()
                        .findFirst()
                        .flatMap(item -> of(scope, item, schema, depth + 1))
                        .map(DataType::array);
            case "Enum", "ENUM" -> enums.of(scope, call, schema);
            case "INTEGER", "BIGINT", "SMALLINT", "TEXT", "BOOLEAN", "DATE", "INTERVAL" ->
                Optional.of(new DataType(PostgresTypes.printed(name)));
            default -> Optional.ofNullable(PLAIN.get(name)).map(DataType::new);
        };
    }

    private String zone(Scope scope, Call call) {
        boolean with = call.keyword("timezone")
                .or(() -> call.positional().stream().findFirst())
                .flatMap(value -> evaluation.of(scope, value))
                .flatMap(Value::asTruth)
                .orElse(false);
        return with ? "with time zone" : "without time zone";
    }

    private Optional<DataType> numeric(Scope scope, Call call) {
        List<Expression> given =
                new ArrayList<>(call.positional().stream().limit(2).toList());
        call.keyword("precision").ifPresent(given::add);
        call.keyword("scale").ifPresent(given::add);
        List<Value> sizes = given.stream()
                .flatMap(value -> evaluation.of(scope, value).stream())
                .filter(value -> value.asInteger().isPresent() || value instanceof Value.Nothing)
                .toList();
        if (sizes.size() < given.size()) {
            return Optional.empty();
        }
        List<Integer> numbers =
                sizes.stream().flatMap(value -> value.asInteger().stream()).toList();
        return Optional.of(new DataType(
                numbers.isEmpty()
                        ? "numeric"
                        : "numeric(" + numbers.getFirst() + "," + (numbers.size() > 1 ? numbers.get(1) : 0) + ")"));
    }

    /// The type of an annotation such as `int` or `datetime.datetime`.
    Optional<DataType> ofPython(Scope scope, Expression annotation, String schema) {
        if (annotation instanceof Expression.Subscript) {
            return mapped(scope, annotation, schema);
        }
        if (evaluation.names().resolve(scope, annotation) instanceof Resolution.OfClass(ClassReference type)
                && Enumerations.isEnumeration(evaluation.names(), type)) {
            return enums.ofClass(type, Optional.empty(), schema, false, true);
        }
        return mapped(scope, annotation, schema)
                .or(() ->
                        annotation.dotted().map(SqlTypes::last).map(PYTHON::get).map(DataType::new));
    }

    static String last(String dotted) {
        return dotted.substring(dotted.lastIndexOf('.') + 1);
    }
}
