package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Statement;
import io.godwit.analyzer.python.Value;
import io.godwit.analyzer.sqlalchemy.MappedTable.DeclaredColumn;
import io.godwit.analyzer.sqlalchemy.MappedTable.Piece;
import io.godwit.model.SourceLocation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// What a module gives to tables after it has declared them: `Index("name", User.email)` and `UniqueConstraint(...)`
/// over their columns, `table.append_constraint(...)` and `table.append_column(...)`, and columns another module sets
/// (`models.User.age = Column(...)`, `setattr(models.User, "age", Column(...))`). One over texts alone belongs to no
/// table, and has no effect.
final class LaterArguments {
    private static final Set<String> OVER_COLUMNS =
            Set.of("Index", "UniqueConstraint", "CheckConstraint", "ExcludeConstraint");
    private static final int DEEPEST = 10;

    private final Evaluation evaluation;
    private final ClassColumns columns;
    private final Taking tables;

    /// The tables as they are told apart in code.
    interface Taking {
        /// Gives an argument to the table an expression means.
        ///
        /// @return whether it means one
        boolean argument(Resolution owner, Piece piece);

        boolean column(Resolution owner, DeclaredColumn column);
    }

    LaterArguments(Evaluation evaluation, ClassColumns columns, Taking tables) {
        this.evaluation = evaluation;
        this.columns = columns;
        this.tables = tables;
    }

    /// @param unclear gets those whose table is not understood
    void of(PythonModule module, BiConsumer<SourceLocation, String> unclear) {
        of(Scope.of(module), module.flattened(), unclear);
    }

    /// The statements of a module or of a class, which may hold `Table` objects and what belongs to them.
    private void of(Scope scope, Stream<Statement> statements, BiConsumer<SourceLocation, String> unclear) {
        PythonModule module = scope.module();
        statements.forEach(statement -> {
            Optional<Expression> value = switch (statement) {
                case Statement.Bare(Expression expression, int _) -> Optional.of(expression);
                case Statement.Assignment(
                        Expression.Attribute(Expression owner, String name, int _),
                        var _,
                        Optional<Expression> given,
                        int line) -> {
                    given.ifPresent(column -> set(scope, owner, name, column, line, unclear));
                    yield Optional.empty();
                }
                case Statement.Assignment assignment -> assignment.value();
                case Statement.ClassDefinition type -> {
                    of(scope.within(type), type.flattened(), unclear);
                    yield Optional.empty();
                }
                case Statement _ -> Optional.empty();
            };
            if (value.isPresent() && value.get() instanceof Call call && isSetattr(call)) {
                Optional<String> name =
                        evaluation.of(scope, call.positional().get(1)).flatMap(Value::asText);
                set(
                        scope,
                        call.positional().getFirst(),
                        name.orElse(""),
                        call.positional().getLast(),
                        call.line(),
                        unclear);
            } else if (value.isPresent() && value.get() instanceof Call call && !understood(scope, call)) {
                unclear.accept(
                        new SourceLocation(module.path(), call.line()),
                        call.calleeName() + "(...) outside of a table is given to one that is not understood");
            }
        });
    }

    /// A column that a class of another module gets; those of its own module are read with the class.
    private void set(
            Scope scope,
            Expression owner,
            String name,
            Expression given,
            int line,
            BiConsumer<SourceLocation, String> unclear) {
        Resolution table = table(scope, owner);
        if (owner instanceof Expression.Name
                && table instanceof Resolution.OfClass(ClassReference type)
                && type.module().equals(scope.module())) {
            return;
        }
        columns.made(scope, name, given, line)
                .filter(column -> name.isEmpty() || !tables.column(table, column))
                .ifPresent(column -> unclear.accept(
                        column.location(),
                        "a column" + (name.isEmpty() ? "" : ", " + name + ",")
                                + " is given to a table that is not understood"));
    }

    private boolean understood(Scope scope, Call call) {
        if (call.callee() instanceof Expression.Attribute(Expression owner, String method, int line)
                && !call.positional().isEmpty()
                && call.positional().getFirst() instanceof Call given) {
            return switch (method) {
                case "append_constraint" -> tables.argument(table(scope, owner), new Piece(scope, given));
                case "append_column" ->
                    tables.column(
                            table(scope, owner),
                            new DeclaredColumn(
                                    "",
                                    scope,
                                    Optional.empty(),
                                    Optional.of(given),
                                    new SourceLocation(scope.module().path(), line)));
                default -> true;
            };
        }
        if (!OVER_COLUMNS.contains(call.calleeName())
                || !(evaluation.names().resolve(scope, call.callee()) instanceof Resolution.External(String dotted))
                || !dotted.startsWith("sqlalchemy")) {
            return true;
        }
        List<Resolution> owners = call.positional().stream()
                .skip(call.calleeName().equals("Index") ? 1 : 0)
                .flatMap(argument -> columnOwner(argument, 0).stream())
                .map(owner -> table(scope, owner))
                .toList();
        return owners.isEmpty() || owners.stream().anyMatch(owner -> tables.argument(owner, new Piece(scope, call)));
    }

    private static boolean isSetattr(Call call) {
        return call.callee() instanceof Expression.Name(String name, int _)
                && name.equals("setattr")
                && call.positional().size() == 3;
    }

    /// `User` of `User.email`, `lower(User.email)` and `User.email.desc()`; `users` of `users.c.email`.
    private static Optional<Expression> columnOwner(Expression written, int depth) {
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        return switch (written) {
            case Expression.Attribute(Expression owner, String _, int _) -> Optional.of(owner);
            case Expression.Binary(String _, Expression left, Expression _, int _) -> columnOwner(left, depth + 1);
            case Call(Expression callee, var _, int _)
            when callee instanceof Expression.Attribute(Expression owner, String _, int _)
                    && columnOwner(owner, depth + 1).isPresent()
                    && owner instanceof Expression.Attribute -> columnOwner(owner, depth + 1);
            case Call call ->
                call.positional().stream()
                        .flatMap(inner -> columnOwner(inner, depth + 1).stream())
                        .findFirst();
            case Expression _ -> Optional.empty();
        };
    }

    /// The class or `Table` meant: `User` of `User.__table__`, `users` of `users.c`.
    private Resolution table(Scope scope, Expression owner) {
        return owner instanceof Expression.Attribute(Expression inner, String name, int _)
                        && Set.of("__table__", "c", "columns").contains(name)
                ? table(scope, inner)
                : evaluation.names().resolve(scope, owner);
    }
}
