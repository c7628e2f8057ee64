package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Attribute;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.FunctionBody;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `upgrade` or `downgrade` of a revision: its operations in the order of the text. A condition is taken as true,
/// unless it asks for another database; what only running the program can tell is an obstacle.
final class AlembicFunction {
    private static final int DEEPEST = 10;

    /// What says nothing to the database.
    private static final String HARMLESS = "get_bind|get_context|f|batch_alter_table|autocommit_block|inline_literal|"
            + "commit|flush|close|begin|begin_nested|rollback|print|info|warning|debug|invoke|reflect";

    private static final Pattern OPERATES =
            Pattern.compile("\\b(?:op|batch\\w*|conn\\w*|bind|session|bop)\\.\\w+\\(|\\.(?:create|drop)(?:_all)?\\(");

    private final PythonModule module;
    private final List<Statement> body;
    private final Evaluation evaluation;
    private final AlembicSql sql;
    private final List<AlembicOperation> operations = new ArrayList<>();

    /// @param project the modules its file imports, directly or not
    AlembicFunction(PythonModule file, FunctionDefinition function, List<PythonModule> project) {
        this.module = file;
        this.body = function.body();
        this.evaluation = new Evaluation(
                new Names(Stream.concat(Stream.of(file), project.stream()).toList()), _ -> Optional.empty());
        this.sql = new AlembicSql(evaluation, Scope.of(module));
    }

    List<AlembicOperation> operations() {
        take(body, Scope.of(module), 0);
        return operations;
    }

    /// @return the scope with what the statements have given names to
    private Scope take(List<Statement> statements, Scope outside, int depth) {
        Scope scope = outside;
        for (Statement statement : statements) {
            switch (statement) {
                case Bare(Call call, int line) -> call(call, line, scope, depth);
                case Bare(Expression.Opaque(String text, int _), int line) -> loop(text, line);
                case Statement.Loop loop -> {
                    Optional<List<Scope>> rounds = evaluation.rounds(scope, loop.loop());
                    if (rounds.isPresent()) {
                        int start = operations.size();
                        rounds.get().forEach(round -> take(loop.body(), round, depth));
                        askedOnce(loop, operations.subList(start, operations.size()));
                    } else {
                        loop(loop.text(), loop.line());
                    }
                }
                case Assignment assignment -> {
                    if (assignment.value().orElse(null) instanceof Call call
                            && (isExecution(call) || isOperation(call, scope))) {
                        call(call, assignment.line(), scope, depth);
                    }
                    if (assignment.name().isPresent() && assignment.value().isPresent()) {
                        scope = scope.with(Map.of(
                                assignment.name().get(),
                                new Resolution.OfValue(scope, assignment.value().get())));
                    }
                }
                case Branch branch -> {
                    int start = operations.size();
                    DialectCondition dialect = new DialectCondition(evaluation, scope);
                    Optional<Boolean> holds = branch.condition().flatMap(dialect::holds);
                    List<Statement> taken = holds.orElse(true) ? branch.body() : branch.otherwise();
                    scope = take(taken, scope, depth);
                    if (holds.isPresent() && taken.stream().anyMatch(Statement.Return.class::isInstance)) {
                        return scope;
                    }
                    branch.condition()
                            .flatMap(ConditionalDrops::lookedFor)
                            .ifPresent(name -> operations
                                    .subList(start, operations.size())
                                    .replaceAll(operation -> ConditionalDrops.of(operation, name)));
                }
                case Statement _ -> {}
            }
        }
        return scope;
    }

    /// Where a part of a loop cannot be brought to SQL, the loop as a whole is asked for: its parts build on each
    /// other,
    /// and run as often as it goes round.
    private void askedOnce(Statement.Loop loop, List<AlembicOperation> rounds) {
        List<AlembicOperation> open = rounds.stream()
                .filter(operation -> operation.obstacle().isPresent())
                .toList();
        if (open.size() < 2) {
            return;
        }
        String why = open.stream()
                .map(operation -> operation.operation() + " (line "
                        + operation.location().line() + "): "
                        + operation.obstacle().orElseThrow())
                .distinct()
                .collect(Collectors.joining("; ", "of ", ""));
        AlembicOperation whole = new AlembicOperation(
                loop.text().lines().findFirst().orElse("a loop").strip(),
                at(loop.line()),
                rounds.stream()
                        .flatMap(operation -> operation.statements().stream())
                        .toList(),
                Optional.of(why),
                rounds.stream()
                        .flatMap(operation -> operation.elements().stream())
                        .distinct()
                        .toList());
        rounds.clear();
        operations.add(whole);
    }

    private void loop(String text, int line) {
        if (OPERATES.matcher(text).find()) {
            obstacle(
                    text.lines().findFirst().orElse(text),
                    line,
                    "what the loop goes over is only known when the program runs");
        }
    }

    /// `table = op.create_table(...)`.
    private boolean isOperation(Call call, Scope scope) {
        return call.callee() instanceof Attribute(Expression owner, String method, int _)
                && !method.matches(HARMLESS)
                && resolvesTo(owner, "alembic.op", scope);
    }

    private static boolean isExecution(Call call) {
        return call.calleeName().equals("execute");
    }

    private void call(Call call, int line, Scope scope, int depth) {
        switch (call.callee()) {
            case Expression.Name _ -> function(call, line, scope, depth);
            case Attribute(Expression owner, String method, int _) -> method(call, owner, method, line, scope);
            case Expression _ -> {}
        }
    }

    /// A function of the file, or one it imports from the project.
    private void function(Call call, int line, Scope scope, int depth) {
        if (evaluation.names().resolve(scope, call.callee())
                instanceof Resolution.OfFunction(PythonModule home, FunctionDefinition definition)) {
            Optional<Map<String, Resolution>> bound = FunctionBody.bound(definition, scope, call);
            if (bound.isPresent() && depth < DEEPEST) {
                Map<String, Resolution> locals = new HashMap<>(bound.get());
                Scope outside = Scope.of(home);
                definition
                        .defaults()
                        .forEach(parameter -> locals.putIfAbsent(
                                parameter.name(), new Resolution.OfValue(outside, parameter.value())));
                take(definition.body(), outside.with(locals), depth + 1);
            } else {
                obstacle(call.calleeName(), line, "what " + call.calleeName() + "(…) does depends on its arguments");
            }
        }
    }

    private void method(Call call, Expression owner, String method, int line, Scope scope) {
        if (method.matches(HARMLESS)) {
            return;
        }
        Optional<Call> batch = batch(owner, scope);
        boolean isOp = resolvesTo(owner, "alembic.op", scope);
        AlembicSql here = sql.within(scope);
        try {
            if (batch.isPresent()) {
                add("batch_op." + method, line, here.inBatch(batch.get(), method, call));
            } else if (isOp) {
                add("op." + method, line, here.of(method, call));
            } else if (isExecution(call)) {
                add(owner.dotted().orElse("connection") + ".execute", line, here.execute(call, true));
            } else if (method.equals("create") || method.equals("drop")) {
                Optional<List<String>> table = method.equals("create") ? here.table(owner) : Optional.empty();
                table.ifPresentOrElse(
                        statements -> add("Table.create", line, statements),
                        () -> here.type(owner, method)
                                .ifPresent(statement -> add("Enum." + method, line, List.of(statement))));
            } else if (method.equals("create_all") || method.equals("drop_all")) {
                throw new AlembicSql.Unknown("which tables it makes is only known when the program runs");
            }
        } catch (AlembicSql.Unknown problem) {
            obstacle((batch.isPresent() ? "batch_op." : "op.") + method, line, problem.why(), problem.element());
        }
    }

    /// The `op.batch_alter_table(...)` a name stands for.
    private Optional<Call> batch(Expression owner, Scope scope) {
        Expression value =
                evaluation.names().resolve(scope, owner) instanceof Resolution.OfValue(Scope _, Expression bound)
                        ? bound
                        : owner;
        return value instanceof Call call && call.calleeName().equals("batch_alter_table")
                ? Optional.of(call)
                : Optional.empty();
    }

    private boolean resolvesTo(Expression owner, String dotted, Scope scope) {
        return evaluation.names().resolve(scope, owner) instanceof Resolution.External(String name)
                && name.equals(dotted);
    }

    private void add(String operation, int line, List<String> statements) {
        operations.add(new AlembicOperation(operation, at(line), statements, Optional.empty(), List.of()));
    }

    private void obstacle(String operation, int line, String why) {
        obstacle(operation, line, why, Optional.empty());
    }

    private void obstacle(String operation, int line, String why, Optional<Element> element) {
        operations.add(new AlembicOperation(
                operation,
                at(line),
                List.of(),
                Optional.of(why),
                element.stream().toList()));
    }

    private SourceLocation at(int line) {
        return new SourceLocation(module.path(), line);
    }
}
