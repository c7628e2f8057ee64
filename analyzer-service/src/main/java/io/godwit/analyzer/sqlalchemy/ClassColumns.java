package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.OpenValues;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Statement;
import io.godwit.analyzer.python.Statement.Assignment;
import io.godwit.analyzer.python.Statement.FunctionDefinition;
import io.godwit.analyzer.sqlalchemy.MappedTable.DeclaredColumn;
import io.godwit.model.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The columns that classes declare: assignments, annotations, and methods marked `declared_attr`.
final class ClassColumns {
    private static final Set<String> COLUMN = Set.of("Column", "mapped_column", "Field");
    /// What a column may stand within, as it is.
    private static final Set<String> WRAPPED = Set.of("deferred", "column_property");
    /// What SQLAlchemy and its extensions put on a class that is no column.
    private static final Set<String> NO_COLUMN = Set.of(
            "association_proxy",
            "backref",
            "composite",
            "declared_attr",
            "dynamic_loader",
            "query_expression",
            "relation",
            "relationship",
            "Relationship",
            "synonym");
    private static final int DEEPEST = 20;

    private final Evaluation evaluation;
    private final TableNames tableNames;
    private final OutsideBases bases;
    private final OpenValues openValues;

    ClassColumns(Evaluation evaluation, TableNames tableNames, OutsideBases bases) {
        this.evaluation = evaluation;
        this.tableNames = tableNames;
        this.bases = bases;
        this.openValues = new OpenValues(evaluation.names(), dotted -> dotted.startsWith("sqlalchemy."));
    }

    /// What is assigned to the attributes of a class.
    ///
    /// @param columns those that have a column
    /// @param open    where those are assigned that may have one or not
    record Members(Map<String, DeclaredColumn> columns, Map<String, SourceLocation> open) {
        private void put(DeclaredColumn column) {
            columns.put(column.attribute(), column);
            open.remove(column.attribute());
        }

        private void put(String attribute, SourceLocation where) {
            columns.remove(attribute);
            open.put(attribute, where);
        }
    }

    /// The columns of a class and of the bases that have no table of their own, the class's own last.
    Members of(ClassReference type) {
        Members members = new Members(new LinkedHashMap<>(), new LinkedHashMap<>());
        collect(type, members, true, 0);
        return members;
    }

    private void collect(ClassReference type, Members members, boolean isFirst, int depth) {
        if (depth > DEEPEST || !isFirst && tableNames.isGiven(type)) {
            return;
        }
        for (Resolution base : evaluation.names().bases(type).reversed()) {
            bases.classOf(base).ifPresent(parent -> collect(parent, members, false, depth + 1));
        }
        Scope body = type.body();
        type.definition().flattened().forEach(statement -> {
            switch (statement) {
                case Assignment assignment ->
                    assignment
                            .name()
                            .filter(name -> !name.startsWith("__"))
                            .ifPresent(name -> assigned(body, name, assignment, members));
                case FunctionDefinition function
                when function.isDecorated("declared_attr") ->
                    Statement.flatten(function.body())
                            .filter(inner -> inner instanceof Statement.Return(Call call, int _)
                                    && COLUMN.contains(call.calleeName()))
                            .map(inner -> (Call) ((Statement.Return) inner).value())
                            .findFirst()
                            .ifPresent(call -> members.put(new DeclaredColumn(
                                    function.name(),
                                    body,
                                    function.returns().flatMap(ClassColumns::insideMapped),
                                    Optional.of(call),
                                    new SourceLocation(type.module().path(), function.line()))));
                case Statement _ -> {}
            }
        });
        given(type, members);
    }

    /// Columns a class is given after it: `Tree.park_id = Column(...)`.
    private void given(ClassReference type, Members members) {
        Scope outside = Scope.of(type.module());
        type.module().flattened().forEach(statement -> {
            if (statement instanceof Assignment assignment
                    && assignment.target() instanceof Expression.Attribute(Expression owner, String name, int _)
                    && owner instanceof Expression.Name(String named, int _)
                    && named.equals(type.name())) {
                assigned(outside, name, assignment, members);
            }
        });
    }

    private void assigned(Scope scope, String name, Assignment assignment, Members members) {
        Optional<DeclaredColumn> column = column(scope, name, assignment);
        column.ifPresent(members::put);
        assignment
                .value()
                .filter(_ -> column.isEmpty())
                .filter(value -> isOpen(scope, value))
                .ifPresent(
                        _ -> members.put(name, new SourceLocation(scope.module().path(), assignment.line())));
    }

    private boolean isOpen(Scope scope, Expression value) {
        return !(value instanceof Call call && NO_COLUMN.contains(call.calleeName()))
                && openValues.isOpen(scope, value);
    }

    /// The column an expression makes; empty if it makes none.
    Optional<DeclaredColumn> made(Scope scope, String name, Expression given, int line) {
        return given instanceof Call call
                ? made(scope, call)
                        .map(column -> new DeclaredColumn(
                                name,
                                column.scope(),
                                Optional.empty(),
                                Optional.of(column.call()),
                                new SourceLocation(scope.module().path(), line)))
                : Optional.empty();
    }

    /// A column, and where the names it uses are looked up.
    private record MadeColumn(Scope scope, Call call) {}

    /// Written as such, returned by a function of the project, or by a `partial(Column, nullable=False)`.
    private Optional<MadeColumn> made(Scope scope, Call call) {
        if (COLUMN.contains(call.calleeName())) {
            return Optional.of(new MadeColumn(scope, call));
        }
        if (WRAPPED.contains(call.calleeName())
                && call.positional().stream().findFirst().orElse(call.callee()) instanceof Call inner) {
            return made(scope, inner);
        }
        if (evaluation.names().resolve(scope, call.callee()) instanceof Resolution.OfValue(Scope around, Call partial)
                && partial.calleeName().equals("partial")
                && !partial.positional().isEmpty()
                && COLUMN.contains(
                        SqlTypes.last(partial.positional().getFirst().dotted().orElse("")))) {
            List<Expression.Argument> arguments = new ArrayList<>(call.arguments());
            partial.arguments().stream()
                    .filter(argument -> !argument.name().isEmpty()
                            && call.keyword(argument.name()).isEmpty())
                    .forEach(arguments::add);
            return Optional.of(
                    new MadeColumn(scope, new Call(partial.positional().getFirst(), arguments, call.line())));
        }
        return evaluation
                .returned(scope, call)
                .flatMap(returned -> returned.value() instanceof Call inner && COLUMN.contains(inner.calleeName())
                        ? Optional.of(new MadeColumn(returned.scope(), inner))
                        : Optional.empty());
    }

    private Optional<DeclaredColumn> column(Scope body, String name, Assignment assignment) {
        Optional<Expression> mapped = assignment.annotation().flatMap(ClassColumns::insideMapped);
        Optional<Call> call = assignment.value().filter(Call.class::isInstance).map(Call.class::cast);
        Optional<MadeColumn> made = call.flatMap(written -> made(body, written));
        Optional<Call> column = made.map(MadeColumn::call);
        boolean isColumn = column.isPresent() || mapped.isPresent() && call.isEmpty();
        boolean isSqlModel =
                column.filter(found -> found.calleeName().equals("Field")).isPresent();
        return isColumn
                ? Optional.of(new DeclaredColumn(
                        name,
                        made.map(MadeColumn::scope).orElse(body),
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
}
