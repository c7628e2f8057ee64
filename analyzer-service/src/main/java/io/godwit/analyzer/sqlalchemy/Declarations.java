package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Statement;
import io.godwit.analyzer.python.Statement.Assignment;
import io.godwit.analyzer.python.Statement.ClassDefinition;
import io.godwit.analyzer.python.Statement.FunctionDefinition;
import io.godwit.analyzer.python.Value;
import io.godwit.analyzer.sqlalchemy.MappedTable.DeclaredColumn;
import io.godwit.analyzer.sqlalchemy.MappedTable.Piece;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Finds the tables: classes with `__tablename__`, those Flask-SQLAlchemy and SQLModel name themselves, and `Table`
/// objects.
final class Declarations {
    private static final Set<String> COLUMN = Set.of("Column", "mapped_column", "Field");
    private static final int DEEPEST = 20;

    private final Evaluation evaluation;
    private final List<Gap> gaps;
    private final Map<ObjectName, MappedTable> tables = new TreeMap<>();
    private final Conventions conventions;
    private final List<Shared> shared = new ArrayList<>();

    /// The columns of a class that lives in the table of one above it.
    private record Shared(ClassReference owner, List<DeclaredColumn> columns) {}

    Declarations(Evaluation evaluation, List<Gap> gaps) {
        this.evaluation = evaluation;
        this.gaps = gaps;
        this.conventions = new Conventions(evaluation);
    }

    Map<ObjectName, MappedTable> tables() {
        for (PythonModule module : evaluation.names().modules()) {
            Scope scope = Scope.of(module);
            module.flattened().forEach(statement -> {
                switch (statement) {
                    case ClassDefinition type -> mapped(new ClassReference(scope, type));
                    case Assignment assignment -> assignment.value().ifPresent(value -> table(scope, value));
                    case Statement _ -> {}
                }
            });
        }
        shared.forEach(this::share);
        return tables;
    }

    /// `Table("name", metadata, Column(...), ...)`.
    private void table(Scope scope, Expression value) {
        if (!(value instanceof Call call)
                || !call.calleeName().equals("Table")
                || call.positional().size() < 2) {
            return;
        }
        Optional<String> name =
                evaluation.of(scope, call.positional().getFirst()).flatMap(Value::asText);
        SourceLocation location = new SourceLocation(scope.module().path(), call.line());
        if (name.isEmpty()) {
            gaps.add(new Gap(Optional.empty(), location, "the name of a Table is no constant"));
            return;
        }
        List<DeclaredColumn> columns = new ArrayList<>();
        List<Piece> arguments = new ArrayList<>();
        for (Expression argument :
                call.positional().subList(2, call.positional().size())) {
            if (argument instanceof Call piece) {
                if (piece.calleeName().equals("Column")) {
                    columns.add(new DeclaredColumn(
                            "",
                            scope,
                            Optional.empty(),
                            Optional.of(piece),
                            new SourceLocation(scope.module().path(), piece.line())));
                } else {
                    arguments.add(new Piece(scope, piece));
                }
            }
        }
        String schema = call.keyword("schema")
                .flatMap(given -> evaluation.of(scope, given))
                .flatMap(Value::asText)
                .orElse("public");
        ObjectName table = new ObjectName(schema, name.get());
        tables.put(
                table,
                new MappedTable(
                        table,
                        location,
                        columns,
                        arguments,
                        conventions.ofMetadata(scope, call.positional().get(1))));
    }

    private void mapped(ClassReference type) {
        Map<String, DeclaredColumn> columns = new LinkedHashMap<>();
        collect(type, columns, true, 0);
        boolean isAbstract = own(type, "__abstract__").flatMap(this::truth).orElse(false);
        Optional<String> name = tableName(type);
        if (!isAbstract && name.isEmpty()) {
            sharing(type, 0).ifPresent(owner -> shared.add(new Shared(owner, List.copyOf(columns.values()))));
        }
        if (isAbstract || name.isEmpty() || columns.isEmpty()) {
            return;
        }
        List<Piece> arguments = new ArrayList<>();
        String schema = tableArguments(type, arguments).orElse("public");
        ObjectName table = new ObjectName(schema, name.get());
        tables.put(
                table,
                new MappedTable(
                        table,
                        new SourceLocation(
                                type.module().path(), type.definition().line()),
                        List.copyOf(columns.values()),
                        arguments,
                        conventions.ofClass(type)));
    }

    /// The class above whose table a class without one shares.
    private Optional<ClassReference> sharing(ClassReference type, int depth) {
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        if (depth > 0 && hasTable(type)) {
            return Optional.of(type);
        }
        return evaluation.names().bases(type).stream()
                .filter(Resolution.OfClass.class::isInstance)
                .map(base -> ((Resolution.OfClass) base).type())
                .flatMap(parent -> sharing(parent, depth + 1).stream())
                .findFirst();
    }

    /// Puts what children in one table declare beside what the table's own class does.
    private void share(Shared more) {
        tableName(more.owner())
                .map(name -> new ObjectName(
                        tableArguments(more.owner(), new ArrayList<>()).orElse("public"), name))
                .map(tables::get)
                .ifPresent(table -> {
                    Map<String, DeclaredColumn> columns = new LinkedHashMap<>();
                    table.columns().forEach(column -> columns.put(column.attribute(), column));
                    more.columns().forEach(column -> columns.putIfAbsent(column.attribute(), column));
                    tables.put(
                            table.name(),
                            new MappedTable(
                                    table.name(),
                                    table.location(),
                                    List.copyOf(columns.values()),
                                    table.arguments(),
                                    table.convention()));
                });
    }

    private Optional<String> tableName(ClassReference type) {
        Optional<String> given = evaluation
                .names()
                .memberOf(type, "__tablename__")
                .flatMap(found -> switch (found) {
                    case Resolution.OfValue value -> evaluation.valueOf(value).flatMap(Value::asText);
                    case Resolution.OfFunction(var _, FunctionDefinition function) -> generatedName(type, function);
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

    /// A class that gets its parent's constant name shares its table.
    private boolean isInherited(ClassReference type) {
        return own(type, "__tablename__").isEmpty()
                && evaluation.names().memberOf(type, "__tablename__").orElseThrow() instanceof Resolution.OfValue;
    }

    private static Optional<String> generatedName(ClassReference type, FunctionDefinition function) {
        return function.body().stream()
                .filter(Statement.Return.class::isInstance)
                .map(statement -> ((Statement.Return) statement).value())
                .findFirst()
                .flatMap(value -> {
                    boolean lower = value instanceof Call call
                            && call.callee() instanceof Expression.Attribute(Expression owner, String method, int _)
                            && method.equals("lower")
                            && owner.dotted().orElse("").endsWith("__name__");
                    boolean same = value.dotted().orElse("").endsWith("__name__");
                    return lower
                            ? Optional.of(type.name().toLowerCase(Locale.ROOT))
                            : same ? Optional.of(type.name()) : Optional.empty();
                });
    }

    /// As Flask-SQLAlchemy names tables: `HTTPRequest` is `http_request`.
    private static String snakeCase(String name) {
        return name.replaceAll("((?<=[a-z0-9])[A-Z]|(?!^)[A-Z](?=[a-z]))", "_$1")
                .toLowerCase(Locale.ROOT);
    }

    /// The columns of a class and of the bases that have no table of their own, the class's own last.
    private void collect(ClassReference type, Map<String, DeclaredColumn> columns, boolean isFirst, int depth) {
        if (depth > DEEPEST || !isFirst && hasTable(type)) {
            return;
        }
        for (Resolution base : evaluation.names().bases(type).reversed()) {
            if (base instanceof Resolution.OfClass(ClassReference parent)) {
                collect(parent, columns, false, depth + 1);
            }
        }
        Scope body = type.body();
        type.definition().flattened().forEach(statement -> {
            switch (statement) {
                case Assignment assignment ->
                    column(body, assignment).ifPresent(column -> columns.put(column.attribute(), column));
                case FunctionDefinition function
                when function.isDecorated("declared_attr") ->
                    Statement.flatten(function.body())
                            .filter(inner -> inner instanceof Statement.Return(Call call, int _)
                                    && COLUMN.contains(call.calleeName()))
                            .map(inner -> (Call) ((Statement.Return) inner).value())
                            .findFirst()
                            .ifPresent(call -> columns.put(
                                    function.name(),
                                    new DeclaredColumn(
                                            function.name(),
                                            body,
                                            function.returns().flatMap(Declarations::insideMapped),
                                            Optional.of(call),
                                            new SourceLocation(type.module().path(), function.line()))));
                case Statement _ -> {}
            }
        });
    }

    private boolean hasTable(ClassReference type) {
        return own(type, "__tablename__")
                .filter(Resolution.OfValue.class::isInstance)
                .isPresent();
    }

    private Optional<DeclaredColumn> column(Scope body, Assignment assignment) {
        Optional<String> name = assignment.name().filter(found -> !found.startsWith("__"));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Expression> mapped = assignment.annotation().flatMap(Declarations::insideMapped);
        Optional<Call> call = assignment.value().filter(Call.class::isInstance).map(Call.class::cast);
        Optional<Call> column = call.filter(made -> COLUMN.contains(made.calleeName()));
        boolean isColumn = column.isPresent() || mapped.isPresent() && call.isEmpty();
        boolean isSqlModel =
                column.filter(made -> made.calleeName().equals("Field")).isPresent();
        return isColumn
                ? Optional.of(new DeclaredColumn(
                        name.get(),
                        body,
                        isSqlModel ? assignment.annotation() : mapped,
                        column,
                        new SourceLocation(body.module().path(), assignment.line())))
                : Optional.empty();
    }

    private static Optional<Expression> insideMapped(Expression annotation) {
        return annotation instanceof Expression.Subscript(Expression owner, List<Expression> index, int _)
                        && SqlTypes.last(owner.dotted().orElse("")).equals("Mapped")
                        && index.size() == 1
                ? Optional.of(index.getFirst())
                : Optional.empty();
    }

    /// @return the schema
    private Optional<String> tableArguments(ClassReference type, List<Piece> into) {
        Optional<Resolution> found = evaluation.names().memberOf(type, "__table_args__");
        Optional<String> schema = Optional.empty();
        Optional<Piece> given = found.flatMap(resolution -> switch (resolution) {
            case Resolution.OfValue(Scope scope, Expression value) ->
                Optional.of(new Piece(
                        scope,
                        new Call(new Expression.Name("tuple", 1), List.of(new Expression.Argument("", value)), 1)));
            case Resolution.OfFunction(PythonModule _, FunctionDefinition function) ->
                function.body().stream()
                        .filter(Statement.Return.class::isInstance)
                        .map(statement -> ((Statement.Return) statement).value())
                        .findFirst()
                        .map(value -> new Piece(
                                type.body(),
                                new Call(
                                        new Expression.Name("tuple", 1),
                                        List.of(new Expression.Argument("", value)),
                                        1)));
            case Resolution _ -> Optional.<Piece>empty();
        });
        if (given.isPresent()) {
            Scope scope = given.get().scope();
            Expression value = given.get().call().positional().getFirst();
            List<Expression> pieces =
                    value instanceof Expression.Listed(List<Expression> elements, int _) ? elements : List.of(value);
            for (Expression piece : pieces) {
                if (piece instanceof Call call) {
                    into.add(new Piece(scope, call));
                } else if (evaluation.of(scope, piece).orElse(new Value.Nothing())
                        instanceof Value.Mapped(var options)) {
                    schema = Optional.ofNullable(options.get(new Value.Text("schema")))
                            .flatMap(Value::asText);
                }
            }
        }
        return schema;
    }

    private Optional<Resolution> own(ClassReference type, String member) {
        boolean declares = type.definition().flattened().anyMatch(statement -> switch (statement) {
            case Assignment assignment ->
                assignment.name().filter(member::equals).isPresent();
            case FunctionDefinition function -> function.name().equals(member);
            case Statement _ -> false;
        });
        return declares ? evaluation.names().memberOf(type, member) : Optional.empty();
    }

    private Optional<Boolean> truth(Resolution resolution) {
        return evaluation.valueOf(resolution).flatMap(Value::asTruth);
    }
}
