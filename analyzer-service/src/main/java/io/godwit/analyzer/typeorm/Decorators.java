package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.typeorm.script.Evaluation;
import io.godwit.analyzer.typeorm.script.Meaning;
import io.godwit.analyzer.typeorm.script.Script;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.analyzer.typeorm.script.Value.External;
import io.godwit.analyzer.typeorm.script.Value.Function;
import io.godwit.analyzer.typeorm.script.Value.Instance;
import io.godwit.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds TypeORM's decorators among those of a class or property: by what they are imported from, under whatever name,
/// and inside decorators of the project's own that put some together.
final class Decorators {
    private static final Pattern MAY_BE_OURS =
            Pattern.compile("(Child|View)?Entity|.*(Column|ManyTo|OneTo|JoinTable|PrimaryKey|PrimaryId|ForeignKey).*");

    /// Packages whose decorators say how a property is checked, converted or shown, and nothing of its column.
    private static final Pattern WITHOUT_COLUMNS =
            Pattern.compile("(class-validator|class-transformer|type-graphql|@nestjs/.*|@nestjsx/.*|swagger-.*|joi.*)");

    private final Evaluation evaluation;

    Decorators(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /// What decorators stand at. Those of the project's own make columns more often than entities.
    enum Decorated {
        CLASS,
        PROPERTY
    }

    /// @param nodes decorators as they stand
    /// Whether one of them comes from a package of which nobody knows what it does to a property.
    boolean areOpen(Script script, List<SyntaxNode> nodes) {
        return nodes.stream()
                .flatMap(node -> Evaluation.expressionsOf(node).stream().limit(1))
                .map(expression -> meaning(script, expression))
                .anyMatch(meaning -> meaning instanceof Meaning.External(String module, String _)
                        && !isTypeOrm(module)
                        && !WITHOUT_COLUMNS.matcher(module).matches());
    }

    /// @param definition is told which may be of TypeORM and cannot be followed
    List<Decorator> of(Decorated of, Script script, List<SyntaxNode> nodes, Definition definition) {
        List<Decorator> found = new ArrayList<>();
        List<SyntaxNode> open = new ArrayList<>();
        for (SyntaxNode node : nodes) {
            Evaluated evaluated = evaluate(of, script, node);
            List<Decorator> ours = new ArrayList<>();
            collect(evaluated.value(), node.location(), ours);
            if (ours.isEmpty() && evaluated.mayBeOurs()) {
                open.add(node);
            }
            found.addAll(ours);
        }
        open.stream()
                .filter(node -> found.isEmpty() || isNamedLikeOurs(node))
                .forEach(node -> definition.misunderstood(
                        node.location(),
                        "the decorator " + firstLine(node) + " cannot be followed to one of TypeORM's"));
        return found;
    }

    private record Evaluated(Value value, boolean mayBeOurs) {}

    /// Decorators of other packages are not worked out: what they are given may be anything.
    private Evaluated evaluate(Decorated of, Script script, SyntaxNode node) {
        Optional<SyntaxNode> expression =
                Evaluation.expressionsOf(node).stream().findFirst();
        if (expression.isEmpty()) {
            return new Evaluated(new Value.Undefined(), false);
        }
        Meaning meaning = meaning(script, expression.get());
        boolean named = isNamedLikeOurs(node);
        return switch (meaning) {
            case Meaning.External(String module, String _)
            when !isTypeOrm(module) -> new Evaluated(new Value.Undefined(), false);
            case Meaning.Missing _ -> new Evaluated(new Value.Undefined(), named || of == Decorated.PROPERTY);
            case Meaning.Global _ -> new Evaluated(new Value.Undefined(), false);
            case Meaning.External _, Meaning.Declared _, Meaning.Module _ ->
                new Evaluated(evaluation.of(script, expression.get()), named);
        };
    }

    /// What the first name of a decorator means: `a` of `@a.b()`.
    private Meaning meaning(Script script, SyntaxNode expression) {
        SyntaxNode leading = expression.child("function").orElse(expression);
        while (leading.is("member_expression") && leading.child("object").isPresent()) {
            leading = leading.child("object").get();
        }
        return evaluation.program().value(script, leading.text());
    }

    private static boolean isNamedLikeOurs(SyntaxNode decorator) {
        return Evaluation.expressionsOf(decorator).stream()
                .findFirst()
                .map(expression -> expression.child("function").orElse(expression))
                .filter(callee -> MAY_BE_OURS.matcher(callee.text()).matches())
                .isPresent();
    }

    static boolean isTypeOrm(String module) {
        return module.equals("typeorm") || module.startsWith("typeorm/");
    }

    private void collect(Value value, SourceLocation location, List<Decorator> into) {
        switch (value) {
            case Instance(External(String module, String name), List<Value> arguments) -> {
                if (isTypeOrm(module)) {
                    into.add(new Decorator(name, arguments, location));
                } else if (name.equals("applyDecorators")) {
                    arguments.forEach(argument -> collect(argument, location, into));
                }
            }
            case External(String module, String name)
            when isTypeOrm(module) -> into.add(new Decorator(name, List.of(), location));
            case Value.Items(List<Value> items) -> items.forEach(item -> collect(item, location, into));
            case Function function -> applied(function, location, into);
            default -> {}
        }
    }

    /// A decorator written as `(target, key) => { Column()(target, key); … }`.
    private void applied(Function function, SourceLocation location, List<Decorator> into) {
        SyntaxNode node = function.declaration().node();
        node.descendants("call_expression").stream()
                .flatMap(call -> call.child("function").stream())
                .filter(called -> called.is("call_expression"))
                .forEach(called -> collect(
                        evaluation.of(function.declaration().script(), called, function.scope()), location, into));
    }

    private static String firstLine(SyntaxNode node) {
        return node.text().lines().findFirst().orElse("");
    }
}
