package io.godwit.analyzer.typeorm.script;

import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.typeorm.script.Value.Enumeration;
import io.godwit.analyzer.typeorm.script.Value.External;
import io.godwit.analyzer.typeorm.script.Value.Fields;
import io.godwit.analyzer.typeorm.script.Value.Function;
import io.godwit.analyzer.typeorm.script.Value.Items;
import io.godwit.analyzer.typeorm.script.Value.Numeric;
import io.godwit.analyzer.typeorm.script.Value.Text;
import io.godwit.analyzer.typeorm.script.Value.Undefined;
import io.godwit.analyzer.typeorm.script.Value.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Calls whose result can be told: functions of the files that compute one thing from their arguments, and the few of
/// the language that models use.
public final class Calls {
    private final Evaluation evaluation;

    public Calls(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    Value of(Script script, SyntaxNode call, Map<String, Value> scope) {
        Optional<SyntaxNode> function = call.child("function");
        if (function.isEmpty()) {
            return Evaluation.unknown(call, "it is incomplete");
        }
        List<Value> arguments = call.child("arguments")
                .filter(list -> list.is("arguments"))
                .map(list -> evaluation.items(script, list, scope))
                .orElse(List.of());
        if (function.get().text().equals("require")
                && !arguments.isEmpty()
                && arguments.getFirst() instanceof Text(String module)) {
            return evaluation.meaning(call, evaluation.program().module(script, module));
        }
        if (function.get().is("member_expression")) {
            SyntaxNode member = function.get();
            String name = member.child("property").map(SyntaxNode::text).orElse("");
            Value object = evaluation.child(script, member, "object", scope);
            Optional<Value> result =
                    member.child("object").filter(of -> of.is("this")).isPresent()
                            ? own(object, name, arguments, scope)
                            : method(object, name, arguments);
            if (result.isPresent()) {
                return result.get();
            }
            return called(call, evaluation.property(member, object, name), arguments);
        }
        return called(call, evaluation.of(script, function.get(), scope), arguments);
    }

    private Value called(SyntaxNode call, Value function, List<Value> arguments) {
        return switch (function) {
            case Function known -> result(known, arguments);
            case External(String module, String name) ->
                external(module, name, arguments).orElseGet(() -> new Value.Instance(function, arguments));
            case Unknown unknown -> unknown;
            case Text _, Numeric _, Value.Truth _, Value.Nothing _, Undefined _, Fields _, Items _ ->
                Evaluation.unknown(call, "it is no function");
            case Value.ClassReference _, Enumeration _, Value.Module _, Value.Instance _ ->
                Evaluation.unknown(call, "it is no function");
        };
    }

    /// What a function gives back for these arguments.
    public Value result(Function function, List<Value> arguments) {
        SyntaxNode node = function.declaration().node();
        Script script = function.declaration().script();
        Map<String, Value> scope = new HashMap<>(function.scope());
        bind(script, node, arguments, scope);
        Optional<SyntaxNode> body = node.child("body");
        if (body.isEmpty()) {
            return Evaluation.unknown(node, "its body is not at hand");
        }
        if (!body.get().is("statement_block")) {
            return evaluation.of(script, body.get(), scope);
        }
        return returned(script, Evaluation.expressions(body.get()), scope).orElse(new Undefined());
    }

    private void bind(Script script, SyntaxNode function, List<Value> arguments, Map<String, Value> scope) {
        Optional<SyntaxNode> single = function.child("parameter");
        List<SyntaxNode> parameters = single.map(List::of)
                .orElseGet(() -> function.child("parameters")
                        .map(Evaluation::expressions)
                        .orElse(List.of()));
        for (int at = 0; at < parameters.size(); at++) {
            SyntaxNode parameter = parameters.get(at);
            SyntaxNode pattern =
                    parameter.child("pattern").or(() -> parameter.child("left")).orElse(parameter);
            Value argument = at < arguments.size() ? arguments.get(at) : new Undefined();
            if (argument instanceof Undefined) {
                argument = parameter
                        .child("value")
                        .or(() -> parameter.child("right"))
                        .map(value -> evaluation.of(script, value, scope))
                        .orElse(argument);
            }
            if (pattern.is("object_pattern")) {
                destructure(script, pattern, argument, scope);
            } else if (pattern.is("rest_pattern")) {
                scope.put(
                        pattern.text().replace(".", ""),
                        new Items(arguments.subList(Math.min(at, arguments.size()), arguments.size())));
            } else {
                scope.put(pattern.text(), argument);
            }
        }
    }

    private void destructure(Script script, SyntaxNode pattern, Value object, Map<String, Value> scope) {
        SequencedMap<String, Value> rest =
                new LinkedHashMap<>(object instanceof Fields(SequencedMap<String, Value> fields) ? fields : Map.of());
        for (SyntaxNode part : Evaluation.expressions(pattern)) {
            switch (part.kind()) {
                case "shorthand_property_identifier_pattern" -> {
                    scope.put(part.text(), object.get(part.text()));
                    rest.remove(part.text());
                }
                case "object_assignment_pattern" -> {
                    String name = part.child("left").map(SyntaxNode::text).orElse("");
                    Value value = object.get(name);
                    scope.put(
                            name, value instanceof Undefined ? evaluation.child(script, part, "right", scope) : value);
                    rest.remove(name);
                }
                case "pair_pattern" -> {
                    String key = part.child("key").map(SyntaxNode::text).orElse("");
                    scope.put(part.child("value").map(SyntaxNode::text).orElse(""), object.get(key));
                    rest.remove(key);
                }
                case "rest_pattern" -> scope.put(part.text().replace(".", ""), new Fields(rest));
                default -> {}
            }
        }
    }

    /// The value of the first `return` that is reached; empty where none is.
    private Optional<Value> returned(Script script, List<SyntaxNode> statements, Map<String, Value> scope) {
        for (SyntaxNode statement : statements) {
            switch (statement.kind()) {
                case "return_statement" -> {
                    return Optional.of(Evaluation.expressions(statement).stream()
                            .findFirst()
                            .map(value -> evaluation.of(script, value, scope))
                            .orElse(new Undefined()));
                }
                case "lexical_declaration", "variable_declaration" ->
                    statement
                            .children("variable_declarator")
                            .forEach(declarator -> declarator
                                    .child("name")
                                    .ifPresent(name -> local(
                                            script,
                                            name,
                                            evaluation.child(script, declarator, "value", scope),
                                            scope)));
                case "statement_block" -> {
                    Optional<Value> inner = returned(script, Evaluation.expressions(statement), scope);
                    if (inner.isPresent()) {
                        return inner;
                    }
                }
                case "if_statement" -> {
                    Optional<Value> inner = branch(script, statement, scope);
                    if (inner.isPresent()) {
                        return inner;
                    }
                }
                case "throw_statement", "for_statement", "while_statement", "switch_statement", "try_statement" -> {
                    return Optional.of(Evaluation.unknown(statement, "it takes more than a formula"));
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    private void local(Script script, SyntaxNode name, Value value, Map<String, Value> scope) {
        if (name.is("object_pattern")) {
            destructure(script, name, value, scope);
        } else {
            scope.put(name.text(), value);
        }
    }

    private Optional<Value> branch(Script script, SyntaxNode statement, Map<String, Value> scope) {
        Value condition = evaluation.child(script, statement, "condition", scope);
        Optional<Boolean> truth = Operators.truth(condition);
        if (truth.isEmpty()) {
            return Optional.of(Evaluation.unknown(statement, "it depends on what is only known when the program runs"));
        }
        return statement
                .child(truth.get() ? "consequence" : "alternative")
                .flatMap(taken -> returned(
                        script, taken.is("else_clause") ? Evaluation.expressions(taken) : List.of(taken), scope));
    }

    private static Optional<Value> external(String module, String name, List<Value> arguments) {
        Optional<String> text =
                arguments.isEmpty() ? Optional.empty() : arguments.getFirst().asText();
        if (text.isPresent() && (module.startsWith("typeorm") || module.startsWith("lodash"))) {
            boolean lodash = module.startsWith("lodash");
            return Optional.ofNullable(
                    switch (name) {
                        case "snakeCase" ->
                            new Text(lodash ? Words.snakeWords(text.get()) : Words.snakeCase(text.get()));
                        case "camelCase" -> lodash ? null : new Text(Words.camelCase(text.get()));
                        case "titleCase" -> new Text(Words.titleCase(text.get()));
                        default -> null;
                    });
        }
        if (module.isEmpty() && name.equals("String") && !arguments.isEmpty()) {
            return arguments.getFirst().printed().map(Text::new);
        }
        return Optional.empty();
    }

    private Optional<Value> method(Value object, String name, List<Value> arguments) {
        return switch (object) {
            case External(String module, String of)
            when module.isEmpty() && of.equals("Object") && !arguments.isEmpty() ->
                ofObject(name, arguments.getFirst());
            case Text(String text) -> ofText(text, name, arguments);
            case Items(List<Value> items) -> ofItems(items, name, arguments);
            default -> Optional.empty();
        };
    }

    /// A method of the class the call is in. TypeORM's strategies inherit `getTableName`.
    private Optional<Value> own(Value object, String name, List<Value> arguments, Map<String, Value> scope) {
        if (!(object instanceof Value.ClassReference(Declaration owner))) {
            return Optional.empty();
        }
        Optional<SyntaxNode> method = owner.node().child("body").stream()
                .flatMap(body -> body.children("method_definition").stream())
                .filter(node -> node.child("name")
                        .filter(found -> found.text().equals(name))
                        .isPresent())
                .findFirst();
        if (method.isPresent()) {
            return Optional.of(
                    result(new Function(new Declaration(owner.script(), name, method.get()), scope), arguments));
        }
        return name.equals("getTableName") && !arguments.isEmpty() && arguments.getFirst() instanceof Text(String table)
                ? Optional.of(new Text(table.substring(table.lastIndexOf('.') + 1)))
                : Optional.empty();
    }

    private static Optional<Value> ofObject(String name, Value argument) {
        Optional<SequencedMap<String, Value>> members = switch (argument) {
            case Fields(SequencedMap<String, Value> fields) -> Optional.of(fields);
            case Enumeration(Declaration _, SequencedMap<String, Value> found) -> Optional.of(Words.withReverse(found));
            default -> Optional.empty();
        };
        return switch (name) {
            case "freeze", "seal" -> Optional.of(argument);
            case "values" -> members.map(found -> new Items(List.copyOf(found.values())));
            case "keys" ->
                members.map(found ->
                        new Items(found.keySet().stream().<Value>map(Text::new).toList()));
            default -> Optional.empty();
        };
    }

    private static Optional<Value> ofText(String text, String name, List<Value> arguments) {
        return Optional.ofNullable(
                switch (name) {
                    case "toLowerCase" -> new Text(text.toLowerCase(Locale.ROOT));
                    case "toUpperCase" -> new Text(text.toUpperCase(Locale.ROOT));
                    case "trim" -> new Text(text.strip());
                    case "toString" -> new Text(text);
                    case "concat" ->
                        arguments.stream()
                                        .allMatch(argument -> argument.printed().isPresent())
                                ? new Text(text
                                        + arguments.stream()
                                                .map(argument ->
                                                        argument.printed().orElse(""))
                                                .collect(Collectors.joining()))
                                : null;
                    default -> null;
                });
    }

    private Optional<Value> ofItems(List<Value> items, String name, List<Value> arguments) {
        switch (name) {
            case "join" -> {
                String separator = arguments.isEmpty()
                        ? ","
                        : arguments.getFirst().printed().orElse(",");
                return items.stream().allMatch(item -> item.printed().isPresent())
                        ? Optional.of(new Text(items.stream()
                                .map(item -> item.printed().orElse(""))
                                .collect(Collectors.joining(separator))))
                        : Optional.empty();
            }
            case "concat" -> {
                List<Value> all = new ArrayList<>(items);
                arguments.forEach(argument -> {
                    if (argument instanceof Items(List<Value> more)) {
                        all.addAll(more);
                    } else {
                        all.add(argument);
                    }
                });
                return Optional.of(new Items(all));
            }
            case "map" -> {
                return !arguments.isEmpty() && arguments.getFirst() instanceof Function function
                        ? Optional.of(new Items(items.stream()
                                .map(item -> result(function, List.of(item)))
                                .toList()))
                        : Optional.empty();
            }
            default -> {
                return Optional.empty();
            }
        }
    }
}
