package io.godwit.analyzer.typeorm.script;

import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.typeorm.script.Value.ClassReference;
import io.godwit.analyzer.typeorm.script.Value.Enumeration;
import io.godwit.analyzer.typeorm.script.Value.External;
import io.godwit.analyzer.typeorm.script.Value.Fields;
import io.godwit.analyzer.typeorm.script.Value.Function;
import io.godwit.analyzer.typeorm.script.Value.Instance;
import io.godwit.analyzer.typeorm.script.Value.Items;
import io.godwit.analyzer.typeorm.script.Value.Nothing;
import io.godwit.analyzer.typeorm.script.Value.Numeric;
import io.godwit.analyzer.typeorm.script.Value.Text;
import io.godwit.analyzer.typeorm.script.Value.Truth;
import io.godwit.analyzer.typeorm.script.Value.Undefined;
import io.godwit.analyzer.typeorm.script.Value.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Works out what expressions are worth: literals, objects, constants, enums and plain functions of the files. What
/// depends on anything else is [Unknown] and says why.
public final class Evaluation {
    /// How deep expressions, constants and functions may lead into each other.
    private static final int DEEPEST = 60;

    /// How many expressions one question may take, so that functions that call each other come to an end.
    private static final int MOST_STEPS = 20_000;

    private final Program program;
    private final Operators operators = new Operators();
    private int depth;
    private int steps;

    public Evaluation(Program program) {
        this.program = program;
    }

    public Program program() {
        return program;
    }

    /// What an expression at the top level of a file is worth.
    public Value of(Script script, SyntaxNode expression) {
        return of(script, expression, Map.of());
    }

    /// @param scope what names inside the function around it are worth
    public Value of(Script script, SyntaxNode expression, Map<String, Value> scope) {
        if (depth == 0) {
            steps = 0;
        }
        if (depth >= DEEPEST || ++steps > MOST_STEPS) {
            return new Unknown(expression.location(), "it leads too far");
        }
        depth++;
        try {
            return evaluated(script, expression, scope);
        } finally {
            depth--;
        }
    }

    private Value evaluated(Script script, SyntaxNode node, Map<String, Value> scope) {
        return switch (node.kind()) {
            case "string" -> text(node, Literals.text(node));
            case "template_string" -> template(script, node, scope);
            case "number" -> Operators.number(node);
            case "true" -> new Truth(true);
            case "false" -> new Truth(false);
            case "null" -> new Nothing();
            case "undefined" -> new Undefined();
            case "object" -> object(script, node, scope);
            case "array" -> new Items(items(script, node, scope));
            case "identifier", "type_identifier" -> name(script, node, scope);
            case "this" -> scope.getOrDefault("this", unknown(node, "it is only known when the program runs"));
            case "parenthesized_expression",
                    "as_expression",
                    "satisfies_expression",
                    "non_null_expression",
                    "await_expression" -> inner(script, node, scope, 0);
            case "type_assertion" -> inner(script, node, scope, 1);
            case "member_expression" -> member(script, node, scope);
            case "subscript_expression" -> subscript(script, node, scope);
            case "arrow_function", "function_expression", "function_declaration", "function", "method_definition" ->
                new Function(new Declaration(script, "", node), scope);
            case "class" -> new ClassReference(new Declaration(script, "", node));
            case "unary_expression" -> operators.unary(node, child(script, node, "argument", scope));
            case "binary_expression" -> binary(script, node, scope);
            case "ternary_expression" -> ternary(script, node, scope);
            case "call_expression" -> new Calls(this).of(script, node, scope);
            case "new_expression" -> created(script, node, scope);
            default -> unknown(node, "it is only known when the program runs");
        };
    }

    private Value inner(Script script, SyntaxNode node, Map<String, Value> scope, int at) {
        List<SyntaxNode> named = expressions(node);
        return at < named.size() ? of(script, named.get(at), scope) : unknown(node, "it is empty");
    }

    Value child(Script script, SyntaxNode node, String field, Map<String, Value> scope) {
        return node.child(field)
                .map(child -> of(script, child, scope))
                .orElseGet(() -> unknown(node, "it is incomplete"));
    }

    /// The children without comments.
    public static List<SyntaxNode> expressionsOf(SyntaxNode node) {
        return expressions(node);
    }

    /// Children without comments.
    static List<SyntaxNode> expressions(SyntaxNode node) {
        return node.namedChildren().stream()
                .filter(child -> !child.is("comment"))
                .toList();
    }

    static Unknown unknown(SyntaxNode node, String why) {
        return new Unknown(node.location(), why);
    }

    private Value template(Script script, SyntaxNode node, Map<String, Value> scope) {
        StringBuilder text = new StringBuilder();
        for (SyntaxNode part : node.namedChildren()) {
            switch (part.kind()) {
                case "template_substitution" -> {
                    Value value = inner(script, part, scope, 0);
                    Optional<String> printed = value.printed();
                    if (printed.isEmpty()) {
                        return value instanceof Unknown ? value : unknown(part, "it is no text");
                    }
                    text.append(printed.get());
                }
                case "escape_sequence" -> text.append(Literals.escaped(part.text()));
                default -> text.append(part.text());
            }
        }
        return text(node, text.toString());
    }

    /// PostgreSQL, for which all of this is, has no null characters.
    private static Value text(SyntaxNode node, String text) {
        return text.indexOf('\0') < 0 ? new Text(text) : unknown(node, "it has a null character");
    }

    private Value object(Script script, SyntaxNode node, Map<String, Value> scope) {
        SequencedMap<String, Value> fields = new LinkedHashMap<>();
        for (SyntaxNode part : node.namedChildren()) {
            switch (part.kind()) {
                case "pair" ->
                    part.child("key")
                            .flatMap(key -> key(script, key, scope))
                            .ifPresent(key -> fields.put(key, child(script, part, "value", scope)));
                case "shorthand_property_identifier" -> fields.put(part.text(), name(script, part, scope));
                case "method_definition" ->
                    part.child("name")
                            .ifPresent(name -> fields.put(
                                    name.text(), new Function(new Declaration(script, name.text(), part), scope)));
                case "spread_element" -> spread(inner(script, part, scope, 0), fields);
                default -> {}
            }
        }
        return new Fields(fields);
    }

    /// What is spread and not known may have any fields but those written after it.
    private static void spread(Value value, SequencedMap<String, Value> fields) {
        if (value instanceof Fields(SequencedMap<String, Value> more)) {
            fields.putAll(more);
        } else if (value instanceof Enumeration(Declaration _, SequencedMap<String, Value> members)) {
            fields.putAll(members);
        } else if (value instanceof Unknown || value instanceof External) {
            fields.put(Value.SPREAD, value);
        }
    }

    private Optional<String> key(Script script, SyntaxNode key, Map<String, Value> scope) {
        return switch (key.kind()) {
            case "string" -> Optional.of(Literals.text(key));
            case "computed_property_name" -> inner(script, key, scope, 0).printed();
            default -> Optional.of(key.text());
        };
    }

    List<Value> items(Script script, SyntaxNode list, Map<String, Value> scope) {
        List<Value> items = new ArrayList<>();
        for (SyntaxNode part : expressions(list)) {
            if (!part.is("spread_element")) {
                items.add(of(script, part, scope));
            } else if (inner(script, part, scope, 0) instanceof Items(List<Value> more)) {
                items.addAll(more);
            } else {
                items.add(unknown(part, "it is only known when the program runs"));
            }
        }
        return items;
    }

    private Value name(Script script, SyntaxNode node, Map<String, Value> scope) {
        String name = node.text();
        return scope.containsKey(name) ? scope.get(name) : meaning(node, program.value(script, name));
    }

    /// What a name is worth that means this.
    Value meaning(SyntaxNode node, Meaning meaning) {
        return switch (meaning) {
            case Meaning.Declared(Declaration declaration) -> declared(declaration);
            case Meaning.Module(Script module) -> new Value.Module(module);
            case Meaning.External(String module, String name) -> new External(module, name);
            case Meaning.Missing(String module, String name) ->
                unknown(node, name + " of " + module + " is not among the files");
            case Meaning.Global(String name) -> name.equals("undefined") ? new Undefined() : new External("", name);
        };
    }

    /// What a declared name is worth.
    public Value declared(Declaration declaration) {
        SyntaxNode node = declaration.node();
        if (declaration.isClass()) {
            return new ClassReference(declaration);
        }
        return switch (node.kind()) {
            case "enum_declaration" -> enumeration(declaration);
            case "function_declaration", "function_signature" -> new Function(declaration, Map.of());
            case "variable_declarator" ->
                node.child("value")
                        .map(value -> of(declaration.script(), value, Map.of()))
                        .orElseGet(() -> unknown(node, "it has no fixed value"));
            case "internal_module", "interface_declaration", "type_alias_declaration" ->
                unknown(node, "it is no value");
            default -> of(declaration.script(), node, Map.of());
        };
    }

    private Enumeration enumeration(Declaration declaration) {
        SequencedMap<String, Value> members = new LinkedHashMap<>();
        double next = 0;
        List<SyntaxNode> body =
                declaration.node().child("body").map(Evaluation::expressions).orElse(List.of());
        for (SyntaxNode member : body) {
            boolean assigned = member.is("enum_assignment");
            SyntaxNode name = assigned ? member.child("name").orElse(member) : member;
            Value value =
                    assigned ? child(declaration.script(), member, "value", new HashMap<>(members)) : new Numeric(next);
            if (value instanceof Numeric(double number)) {
                next = number + 1;
            }
            members.put(name.is("string") ? Literals.text(name) : name.text(), value);
        }
        return new Enumeration(declaration, members);
    }

    private Value member(Script script, SyntaxNode node, Map<String, Value> scope) {
        if (node.text().equals("process.env.NODE_ENV")) {
            return new Text("production");
        }
        if (node.text().startsWith("process.env.")) {
            return unknown(node, Surroundings.ENVIRONMENT);
        }
        Value object = child(script, node, "object", scope);
        return property(
                node, object, node.child("property").map(SyntaxNode::text).orElse(""));
    }

    private Value subscript(Script script, SyntaxNode node, Map<String, Value> scope) {
        Value object = child(script, node, "object", scope);
        Value index = child(script, node, "index", scope);
        if (object instanceof Items(List<Value> items) && index instanceof Numeric(double at)) {
            return at >= 0 && at < items.size() ? items.get((int) at) : new Undefined();
        }
        return index.printed()
                .map(name -> property(node, object, name))
                .or(() -> Surroundings.ofPostgres(object))
                .orElseGet(() -> unknown(node, "it is computed"));
    }

    Value property(SyntaxNode node, Value object, String name) {
        return switch (object) {
            case Fields fields -> fields.field(name);
            case Enumeration(Declaration _, SequencedMap<String, Value> members) ->
                members.getOrDefault(name, new Undefined());
            case Value.Module(Script module) -> meaning(node, program.member(module, name));
            case External(String module, String all)
            when all.equals("*") || all.equals("default") -> new External(module, name);
            case ClassReference(Declaration declaration) -> staticField(node, declaration, name);
            case Items(List<Value> items) when name.equals("length") -> new Numeric(items.size());
            case Text(String text) when name.equals("length") -> new Numeric(text.length());
            case Unknown unknown -> unknown;
            case External _, Items _, Text _, Numeric _, Truth _, Nothing _, Undefined _, Function _, Instance _ ->
                unknown(node, "it is only known when the program runs");
        };
    }

    private Value staticField(SyntaxNode node, Declaration owner, String name) {
        return owner.node().child("body").stream()
                .flatMap(body -> body.children("public_field_definition").stream())
                .filter(field -> field.child("name")
                        .filter(found -> found.text().equals(name))
                        .isPresent())
                .filter(field -> field.children().stream().anyMatch(child -> child.is("static")))
                .findFirst()
                .map(field -> child(owner.script(), field, "value", Map.of()))
                .orElseGet(() -> name.equals("name") && !owner.name().isEmpty()
                        ? new Text(owner.name())
                        : unknown(node, "it is only known when the program runs"));
    }

    private Value binary(Script script, SyntaxNode node, Map<String, Value> scope) {
        Value left = child(script, node, "left", scope);
        String operator = node.child("operator").map(SyntaxNode::text).orElse("");
        return switch (operator) {
            case "??" -> left.isPresent() && !(left instanceof Unknown) ? left : otherwise(script, node, scope, left);
            case "||" -> Operators.truth(left).orElse(false) ? left : otherwise(script, node, scope, left);
            case "&&" ->
                Operators.truth(left)
                        .map(truth -> truth ? child(script, node, "right", scope) : left)
                        .orElse(left);
            default -> {
                Value right = child(script, node, "right", scope);
                yield Surroundings.compared(operator, left, right)
                        .orElseGet(() -> operators.binary(node, operator, left, right));
            }
        };
    }

    /// The other side of an "or". What is not known may be anything, but for a variable of the environment: what stands
    /// in for it is what the code asks for.
    private Value otherwise(Script script, SyntaxNode node, Map<String, Value> scope, Value left) {
        boolean open = left instanceof Unknown || left instanceof External;
        return open && !Surroundings.isEnvironment(left) ? left : child(script, node, "right", scope);
    }

    private Value ternary(Script script, SyntaxNode node, Map<String, Value> scope) {
        Value condition = child(script, node, "condition", scope);
        Optional<Boolean> truth = Operators.truth(condition);
        if (truth.isPresent()) {
            return child(script, node, truth.get() ? "consequence" : "alternative", scope);
        }
        Value one = child(script, node, "consequence", scope);
        return one.equals(child(script, node, "alternative", scope))
                ? one
                : unknown(node, "it depends on what is only known when the program runs");
    }

    private Value created(Script script, SyntaxNode node, Map<String, Value> scope) {
        Value of = child(script, node, "constructor", scope);
        return new Instance(
                of,
                node.child("arguments")
                        .map(arguments -> items(script, arguments, scope))
                        .orElse(List.of()));
    }
}
