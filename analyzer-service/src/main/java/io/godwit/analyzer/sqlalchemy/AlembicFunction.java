package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Attribute;
import io.godwit.analyzer.python.Expression.Binary;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Names;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Statement;
import io.godwit.analyzer.python.Statement.Assignment;
import io.godwit.analyzer.python.Statement.Bare;
import io.godwit.analyzer.python.Statement.Branch;
import io.godwit.analyzer.python.Statement.FunctionDefinition;
import io.godwit.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// `upgrade` or `downgrade` of a revision: its operations in the order of the text. A condition is taken as true,
/// unless it asks for another database; what only running the program can tell is an obstacle.
final class AlembicFunction {
    private static final int DEEPEST = 10;

    /// What says nothing to the database.
    private static final String HARMLESS = "get_bind|get_context|f|batch_alter_table|autocommit_block|inline_literal|"
            + "commit|flush|close|begin|begin_nested|rollback|print|info|warning|debug|invoke|reflect";

    private static final Pattern OPERATES = Pattern.compile("\\b(?:op|batch\\w*|conn\\w*|bind|session|bop)\\.\\w+\\(");

    private final PythonModule module;
    private final List<Statement> body;
    private final Evaluation evaluation;
    private final Scope scope;
    private final AlembicSql sql;
    private final List<AlembicOperation> operations = new ArrayList<>();

    AlembicFunction(PythonModule file, FunctionDefinition function) {
        List<Statement> visible = new ArrayList<>(file.statements());
        Statement.flatten(function.body()).filter(Assignment.class::isInstance).forEach(visible::add);
        this.module = new PythonModule(file.path(), visible, file.damaged());
        this.body = function.body();
        this.evaluation = new Evaluation(new Names(List.of(module)), _ -> Optional.empty());
        this.scope = Scope.of(module);
        this.sql = new AlembicSql(evaluation, scope);
    }

    List<AlembicOperation> operations() {
        take(body, 0);
        return operations;
    }

    private void take(List<Statement> statements, int depth) {
        for (Statement statement : statements) {
            switch (statement) {
                case Bare(Call call, int line) -> call(call, line, depth);
                case Bare(Expression.Opaque(String text, int _), int line) -> {
                    if (OPERATES.matcher(text).find()) {
                        obstacle(
                                text.lines().findFirst().orElse(text),
                                line,
                                "a loop is only known when the program runs");
                    }
                }
                case Assignment assignment ->
                    assignment.value().ifPresent(value -> {
                        if (value instanceof Call call && isExecution(call)) {
                            call(call, assignment.line(), depth);
                        }
                    });
                case Branch branch -> take(isForPostgres(branch) ? branch.body() : branch.otherwise(), depth);
                case Statement _ -> {}
            }
        }
    }

    private static boolean isExecution(Call call) {
        return call.calleeName().equals("execute");
    }

    /// False only where it compares with the name of another database, or says that it is not PostgreSQL.
    private boolean isForPostgres(Branch branch) {
        if (branch.condition().orElse(null) instanceof Binary(String operator, Expression left, Expression right, int _)
                && (operator.equals("==") || operator.equals("!="))) {
            Optional<String> dialect = text(right)
                    .or(() -> text(left))
                    .filter(name -> name.matches("postgresql|postgres|sqlite|mysql|mariadb|oracle|mssql"));
            return dialect.map(name -> name.startsWith("postgres") == operator.equals("=="))
                    .orElse(true);
        }
        return true;
    }

    private Optional<String> text(Expression expression) {
        return evaluation.of(scope, expression).flatMap(value -> value.asText());
    }

    private void call(Call call, int line, int depth) {
        switch (call.callee()) {
            case Expression.Name _ -> function(call, line, depth);
            case Attribute(Expression owner, String method, int _) -> method(call, owner, method, line);
            case Expression _ -> {}
        }
    }

    /// A function of the file itself is read where it is called without arguments.
    private void function(Call call, int line, int depth) {
        if (evaluation.names().resolve(scope, call.callee())
                instanceof Resolution.OfFunction(PythonModule _, FunctionDefinition definition)) {
            if (call.arguments().isEmpty() && depth < DEEPEST) {
                take(definition.body(), depth + 1);
            } else {
                obstacle(call.calleeName(), line, "what " + call.calleeName() + "(…) does depends on its arguments");
            }
        }
    }

    private void method(Call call, Expression owner, String method, int line) {
        if (method.matches(HARMLESS)) {
            return;
        }
        Optional<Call> batch = batch(owner);
        boolean isOp = resolvesTo(owner, "alembic.op");
        try {
            if (batch.isPresent()) {
                add("batch_op." + method, line, sql.inBatch(batch.get(), method, call));
            } else if (isOp) {
                add("op." + method, line, sql.of(method, call));
            } else if (isExecution(call)) {
                add(owner.dotted().orElse("connection") + ".execute", line, sql.execute(call, true));
            } else if (method.equals("create") || method.equals("drop")) {
                sql.type(owner, method).ifPresent(statement -> add("Enum." + method, line, List.of(statement)));
            }
        } catch (AlembicSql.Unknown problem) {
            obstacle((batch.isPresent() ? "batch_op." : "op.") + method, line, problem.why());
        }
    }

    /// The `op.batch_alter_table(...)` a name stands for.
    private Optional<Call> batch(Expression owner) {
        Expression value =
                evaluation.names().resolve(scope, owner) instanceof Resolution.OfValue(Scope _, Expression bound)
                        ? bound
                        : owner;
        return value instanceof Call call && call.calleeName().equals("batch_alter_table")
                ? Optional.of(call)
                : Optional.empty();
    }

    private boolean resolvesTo(Expression owner, String dotted) {
        return evaluation.names().resolve(scope, owner) instanceof Resolution.External(String name)
                && name.equals(dotted);
    }

    private void add(String operation, int line, List<String> statements) {
        operations.add(new AlembicOperation(operation, at(line), statements, Optional.empty()));
    }

    private void obstacle(String operation, int line, String why) {
        operations.add(new AlembicOperation(operation, at(line), List.of(), Optional.of(why)));
    }

    private SourceLocation at(int line) {
        return new SourceLocation(module.path(), line);
    }
}
